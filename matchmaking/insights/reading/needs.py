"""Requests as facts: asked, agreed, delivered, unmet."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from matchmaking.agreements.selectors import LineFigures, NeedFigures, need_figures
from matchmaking.insights.choices import Measure, Subject
from matchmaking.insights.counting import WHOLE
from matchmaking.insights.models import Fact
from matchmaking.insights.reading.agreed import first, first_agreed, first_delivered
from matchmaking.insights.reading.common import EVERYBODY, cents, codes, known_days, themes_of
from matchmaking.needs.models import Need
from matchmaking.payments.models import Project
from matchmaking.writing.models import PUBLISHED

Measured = dict[str, int | None]


def public_needs() -> list[int]:
    """Return the ids of the requests that everybody may know of."""
    return list(_public().order_by("pk").values_list("pk", flat=True))


def facts_of_needs(ids: Collection[int]) -> list[Fact]:
    """Return the facts of those of the requests that everybody may know of."""
    known = {need.pk: need for need in _public().filter(pk__in=ids).order_by("pk")}
    figures, themes = need_figures(list(known), known), themes_of(Need, list(known))
    days = _days(list(known))
    return [
        Fact(
            subject=Subject.NEED,
            record_id=pk,
            country=need.country_id,
            organisation_id=need.organisation_id,
            states=need.country_id,
            themes=codes(themes[pk]),
            is_open=need.status == PUBLISHED,
            amounts=_amounts(figures[pk], is_open=need.status == PUBLISHED),
            days=known_days(asked=need.published_at, **days[pk]),
        )
        for pk, need in known.items()
    ]


def _public() -> Any:
    return Need.objects.visible_to(EVERYBODY).filter(status__in=Need.KNOWN_TO_ALL)


def _amounts(figures: NeedFigures, *, is_open: bool) -> dict[str, Measured]:
    by_kind: dict[str, list[LineFigures]] = defaultdict(list)
    for line in figures.lines:
        by_kind[line.kind_id].append(line)
    found = {kind: _measured(lines, lines, is_open) for kind, lines in by_kind.items()}
    return {WHOLE: _measured(figures.lines, [figures], is_open), **found}


def _measured(lines: Sequence[LineFigures], priced: Sequence[Any], is_open: bool) -> Measured:
    """Return what counts a request, or a kind of it; `priced` is what its amounts are read from."""
    found: Measured = {Measure.ASKED: cents(part.asked_value for part in priced)}
    if any(line.committed or line.committed_value for line in lines):
        found[Measure.AGREED] = cents(part.committed_value for part in priced)
    if any(line.delivered or line.delivered_value for line in lines):
        found[Measure.DELIVERED] = cents(part.delivered_value for part in priced)
    if is_open and not (lines and all(line.is_covered for line in lines)):
        found[Measure.UNMET] = cents(part.open_value for part in priced)
    return found


def _days(ids: Collection[int]) -> Mapping[int, dict[str, Any]]:
    """Return when something was first agreed, delivered, carried by a project, carried out."""
    agreed, delivered = first_agreed("need", ids), first_delivered("need", ids)
    by = "application__proposal__needs"
    projects = Project.objects.filter(signed_on__isnull=False, **{f"{by}__in": ids})
    carried, carried_out = first(projects, by, "signed_on"), first(projects, by, "closed_at")
    return {
        pk: {
            "agreed": agreed.get(pk),
            "delivered": delivered.get(pk),
            "carried": carried.get(pk),
            "carried_out": carried_out.get(pk),
        }
        for pk in ids
    }
