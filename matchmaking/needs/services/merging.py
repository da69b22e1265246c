"""Making one of two requests that say the same."""

from collections.abc import Collection

from django.db import transaction

from accounts.models import User
from matchmaking.disclosure.services import move_documents
from matchmaking.needs.models import Need
from matchmaking.needs.services.record import NEED
from matchmaking.writing.services import unite_records

SOURCE = ("candidate_id", "reported_quote", "reported_ref", "reported_page")


@transaction.atomic
def merge_needs(
    *,
    kept_id: int,
    merged_id: int,
    actor: User,
    reason: str,
    fields: Collection[str] = (),
    lines: Collection[int] = (),
    documents: Collection[int] = (),
    versions: tuple[int | None, int | None] = (None, None),
) -> Need:
    """Keep one request with what is chosen of the other, which is withdrawn and points to it."""
    kept, merged = unite_records(
        NEED,
        kept_id=kept_id,
        merged_id=merged_id,
        versions=versions,
        actor=actor,
        reason=reason,
        fields=fields,
        lines=lines,
    )
    _carry_source(kept, merged)
    move_documents(merged=merged, kept=kept, documents=documents, actor=actor)
    return kept


def _carry_source(kept: Need, merged: Need) -> None:
    """Let the words of the reports follow, where the one that is kept has none of its own."""
    merged.renewals.exclude(report__in=kept.renewals.values("report")).update(need=kept)
    if kept.candidate_id or not merged.candidate_id:
        return
    source = {name: getattr(merged, name) for name in SOURCE}
    Need.objects.filter(pk=merged.pk).update(candidate=None)
    Need.objects.filter(pk=kept.pk).update(**source)
