"""Writing a request: begin it, also from a passage of a report; change it; throw a draft away."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction

from accounts.models import Organisation, User
from matchmaking.needs.models import Need
from matchmaking.needs.services.lines import LineData
from matchmaking.needs.services.record import NEED
from matchmaking.reports.models import CandidateNeed
from matchmaking.writing import services as writing

Fields = Mapping[str, Any]


def draft_need(
    *,
    actor: User,
    organisation: Organisation,
    fields: Fields,
    lines: Iterable[LineData] = (),
) -> Need:
    """Begin a request of a State; it may be incomplete."""
    return writing.draft_record(
        NEED, actor=actor, organisation=organisation, fields=fields, lines=lines
    )


def edit_need(*, need_id: int, **what: Any) -> Need:
    """Change what a request says; see `edit_record`. A published request must stay complete."""
    return writing.edit_record(NEED, record_id=need_id, **what)


def autosave_need(*, need_id: int, **what: Any) -> Need:
    """Keep the text of a draft while it is being typed; see `autosave_record`."""
    return writing.autosave_record(NEED, record_id=need_id, **what)


def delete_draft(*, need_id: int, actor: User) -> None:
    """Throw a draft away that was never submitted."""
    writing.delete_record(NEED, record_id=need_id, actor=actor)


@transaction.atomic
def draft_need_from_candidate(*, candidate_id: int, actor: User) -> Need:
    """Begin the request that a passage of a report speaks of; asking twice begins one only.

    The passage is kept as reported; the description starts as its copy and is the State's to
    improve.
    """
    candidate = CandidateNeed.objects.select_related("report__organisation").get(pk=candidate_id)
    existing = Need.objects.filter(candidate=candidate).first()
    if existing:
        return existing
    need = draft_need(
        actor=actor,
        organisation=candidate.report.organisation,
        fields=_fields_of(candidate),
        lines=_lines_of(candidate),
    )
    need.candidate = candidate
    need.reported_quote = candidate.quote
    need.reported_ref = candidate.ref
    need.reported_page = candidate.page
    need.save(update_fields=["candidate", "reported_quote", "reported_ref", "reported_page"])
    return need


def _fields_of(candidate: CandidateNeed) -> dict[str, Any]:
    title = candidate.title or " ".join(candidate.quote.split())
    return {
        "title": title if len(title) <= 200 else f"{title[:199]}…",
        "description": candidate.quote,
        "language": candidate.report.language or "en",
        "themes": list(candidate.themes.all()),
        "budget_minor": candidate.amount_minor if candidate.currency else None,
        "currency": candidate.currency,
        "proposal_developed": candidate.proposal_developed,
    }


def _lines_of(candidate: CandidateNeed) -> list[LineData]:
    """Make a line of each kind; a quantity belongs to the first, the passage names only one."""
    kinds = list(candidate.kinds.order_by("code"))
    lines = [LineData(kind_id=kind.pk, unit=kind.unit) for kind in kinds]
    if lines:
        unit = candidate.unit or kinds[0].unit
        lines[0] = LineData(kind_id=kinds[0].pk, quantity=candidate.quantity, unit=unit)
    return lines
