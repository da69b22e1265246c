"""Making one of two offers that say the same."""

from collections.abc import Collection

from django.db import transaction

from accounts.models import User
from matchmaking.disclosure.services import move_documents
from matchmaking.offers.models import CapacityUse, Offer
from matchmaking.offers.services.capacity import settle
from matchmaking.offers.services.record import OFFER
from matchmaking.writing.services import unite_records


@transaction.atomic
def merge_offers(
    *,
    kept_id: int,
    merged_id: int,
    actor: User,
    reason: str,
    fields: Collection[str] = (),
    lines: Collection[int] = (),
    documents: Collection[int] = (),
    versions: tuple[int | None, int | None] = (None, None),
) -> Offer:
    """Keep one offer with what is chosen of the other, which is withdrawn and points to it."""
    promised = CapacityUse.objects.filter(line__offer=merged_id).values_list("line", flat=True)
    kept, merged = unite_records(
        OFFER,
        kept_id=kept_id,
        merged_id=merged_id,
        versions=versions,
        actor=actor,
        reason=reason,
        fields=fields,
        # What is promised of a line stays promised: such a line always follows.
        lines={*lines, *promised},
    )
    settle(kept)
    move_documents(merged=merged, kept=kept, documents=documents, actor=actor)
    return kept
