"""The requests of the period and what became of them, from the public facts of insights."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from matchmaking.insights.asking import Asked
from matchmaking.insights.choices import Measure
from matchmaking.insights.counting import WHOLE, Row
from matchmaking.insights.selectors import counted, figures, steps
from matchmaking.portfolio.selectors.places import place_of_each
from matchmaking.study.engine.sums import Request, courses, unevenness

ENOUGH = 5  # regions with fewer requests say little about how evenly help is spread
# The first of these days is when something was promised, or had arrived.
SECURED, ARRIVED = ("agreed", "carried"), ("delivered", "carried_out")


def adequacy(since: str, until: str) -> dict[str, Any]:
    """Return whether there was enough, in time and evenly: the contents of the first chapter."""
    asked = Asked(since=since, until=until)
    found = courses(_requests(asked))
    return {
        "courses": found,
        "figures": {code: asdict(one) for code, one in figures(asked).tally.total.items()},
        "steps": [_step(one) for one in steps(asked)],
        "unevenness": _unevenness(found["regions"]),
    }


def _requests(asked: Asked) -> Iterator[Request]:
    places = place_of_each()
    for row, amounts in counted(asked):
        if Measure.ASKED in amounts:
            yield _request(row, asked, places)


def _request(row: Row, asked: Asked, places: dict[str, str]) -> Request:
    whole = row.amounts.get(WHOLE, {})
    kinds = frozenset(code.partition(".")[0] for code in row.amounts if code)
    groups = {
        "themes": frozenset(code.partition(".")[0] for code in row.themes),
        "kinds": kinds,
        "regions": frozenset(places[state] for state in row.states if state in places),
        "years": frozenset({row.days["asked"][:4]}),
    }
    return Request(
        groups=groups,
        is_secured=_happened(row, SECURED, asked),
        is_delivered=_happened(row, ARRIVED, asked),
        asked_minor=whole.get(Measure.ASKED),
        agreed_minor=whole.get(Measure.AGREED),
        delivered_minor=whole.get(Measure.DELIVERED),
    )


def _happened(row: Row, events: tuple[str, ...], asked: Asked) -> bool:
    """Say whether one of the events had happened by the end of the time."""
    return any(row.days[name] <= asked.until for name in events if name in row.days)


def _unevenness(regions: dict[str, dict[str, int]]) -> dict[str, Any]:
    large = [one for one in regions.values() if one["asked"] >= ENOUGH]
    parts = [(one["secured"], one["asked"]) for one in large]
    return {"gini": unevenness(parts), "regions": len(large)}


def _step(lasted: Any) -> dict[str, Any]:
    found = lasted.summary
    names = ("finished", "waiting", "median", "ninetieth")
    known = {name: getattr(found, name) if found else None for name in names}
    return {"step": str(lasted.step), "count": lasted.count, **known}
