"""What a request or an agreement says, part by part, in values that JSON can hold.

The same parts are read on the day they are carried and ever after, so that a change shows.
"""

from collections.abc import Mapping
from typing import Any

from matchmaking.agreements.models import Agreement
from matchmaking.disclosure.choices import Level, Part, level_column
from matchmaking.needs.models import Need
from matchmaking.projects.rows import plain
from matchmaking.writing.figures import LineFigures, NeedFigures

Parts = dict[str, dict[str, Any]]
# Who writes, signs and reviews a proposal are all members: what only some of them, or only the
# State itself, may read of a request is kept back from it.
OPEN_TO_MEMBERS = (Level.PUBLIC, Level.MEMBERS)


def parts_of_need(need: Need, figures: NeedFigures | None) -> Parts:
    """Return all that can be carried of a request; what it does not say is left out."""
    found: Parts = {
        "title": {"text": need.title},
        "description": {"text": need.description},
        "quote": _quote(need),
        "plan": {"text": need.national_plan},
        "institution": {"text": _if_open(need, Part.INSTITUTION, need.institution)},
        "place": {"text": _if_open(need, Part.PLACE, need.place)},
        "bodies": {"codes": sorted(body.pk for body in need.bodies_consulted.all())},
        "themes": {"codes": sorted(theme.pk for theme in need.themes.all())},
        "window": {"from": plain(need.starts_on), "until": plain(need.ends_on)},
        "secured": {"minor": need.cofinancing_minor, "currency": need.currency},
        **{f"goal:{goal.pk}": _goal(goal) for goal in need.goals.all()},
    }
    if figures is not None:
        found |= {f"line:{line.line_id}": _line(line) for line in figures.lines}
    return {name: said for name, said in found.items() if _says_something(said)}


def parts_of_agreement(agreement: Agreement) -> Parts:
    """Return what an agreement gives: its lines with their sums, and who gives them."""
    giver = str(agreement.offer.organisation)
    return {
        f"line:{line.pk}": {
            "name": str(line.need_line),
            "kind": line.need_line.kind_id,
            "quantity": plain(line.quantity),
            "unit": line.need_line.unit,
            "minor": line.amount_minor,
            "currency": line.currency,
            "giver": giver,
        }
        for line in agreement.lines.all()
    }


def _quote(need: Need) -> dict[str, Any]:
    report = need.candidate.report if need.candidate else None
    return {
        "text": need.reported_quote,
        "year": report.year if report and need.reported_quote else None,
        "ref": need.reported_ref if need.reported_quote else "",
        "page": need.reported_page if need.reported_quote else None,
    }


def _goal(goal: Any) -> dict[str, Any]:
    return {
        "title": str(goal),
        "indicator": goal.indicator_id,
        "baseline": plain(goal.baseline),
        "target": plain(goal.target),
        "unit": goal.unit,
        "due_on": plain(goal.due_on),
    }


def _line(line: LineFigures) -> dict[str, Any]:
    """Return a line with what of it is still open: what others have promised needs no money."""
    asked = line.asked_value
    return {
        "name": line.name,
        "kind": line.kind_id,
        "unit": line.unit,
        "asked": plain(line.asked),
        "open": plain(line.open),
        "minor": asked.minor if asked else None,
        "open_minor": line.open_value.minor if line.open_value else None,
        "currency": asked.currency if asked else "",
    }


def _if_open(need: Need, part: str, words: str) -> str:
    return words if getattr(need, level_column(part)) in OPEN_TO_MEMBERS else ""


def _says_something(said: Mapping[str, Any]) -> bool:
    """Say whether anything is said: a currency and a unit alone are nothing."""
    return any(
        value not in (None, "", [])
        for name, value in said.items()
        if name not in ("currency", "unit")
    )
