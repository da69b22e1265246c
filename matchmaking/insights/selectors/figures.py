"""The figures that fit what was asked, and the records behind each of them."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from matchmaking.insights.asking import Asked
from matchmaking.insights.counting import (
    Amounts,
    Counted,
    Row,
    Tally,
    amounts_of,
    flow,
    is_below,
    tally,
)
from matchmaking.insights.selectors.kept import kept
from matchmaking.portfolio.selectors.places import place_of_each, theme_row
from matchmaking.vocabulary.models import Body
from matchmaking.vocabulary.selectors import body_choices, countries_in
from matchmaking.vocabulary.selectors.memory import remembered

States = frozenset[str] | None


@dataclass(frozen=True)
class Figures:
    """What was asked, the sums, and where requests have got to."""

    asked: Asked
    tally: Tally
    flow: Counter[tuple[str, str]]


def figures(asked: Asked) -> Figures:
    """Return the figures that fit; they are the same for every reader."""
    return kept().answer(("figures", asked), partial(_figures, asked))


def rows_behind(asked: Asked, measure: str) -> list[tuple[Row, int | None]]:
    """Return the records that a figure counts, with cents of dollars, the largest first."""
    rows = [(row, amounts[measure]) for row, amounts in counted(asked) if measure in amounts]
    return sorted(rows, key=lambda one: (-(one[1] or 0), one[0].record_id))


def counted(asked: Asked) -> Counted:
    """Return the records that fit, each with the measures that count it."""
    return kept().answer(("counted", asked), partial(_counted, asked))


def _figures(asked: Asked) -> Figures:
    rows = counted(asked)
    places = place_of_each(asked.region)
    sums = tally(
        rows,
        theme=partial(theme_row, within=asked.theme),
        kind=partial(_kind_row, within=asked.kind),
        region=lambda country: places.get(country, ""),
        wanted=states_of(asked),
    )
    needs = (row for row, amounts in rows if "asked" in amounts)
    return Figures(asked, sums, flow(needs))


def _counted(asked: Asked) -> Counted:
    fits = _test(asked)
    found = ((row, _within(row, asked)) for row in kept().rows if fits(row))
    return [(row, amounts) for row, amounts in found if amounts]


def _within(row: Row, asked: Asked) -> Amounts:
    """Return what a record counts for: as far as it is of the kind, and in the time."""
    amounts = amounts_of(row, asked.kind)
    if not (asked.since or asked.until):
        return amounts
    return {
        measure: minor for measure, minor in amounts.items() if asked.is_within(row.day_of(measure))
    }


def _test(asked: Asked) -> Callable[[Row], bool]:
    states = states_of(asked)

    def fits(row: Row) -> bool:
        return (
            (states is None or not states.isdisjoint(row.states))
            and (not asked.theme or any(is_below(code, asked.theme) for code in row.themes))
            and asked.organisation_id in (None, row.organisation_id)
            and asked.fund_id in (None, row.fund_id)
        )

    return fits


def states_of(asked: Asked) -> States:
    """Return the States that are asked about; None for all."""
    circles = []
    if asked.country:
        circles.append(frozenset({asked.country}))
    if asked.region:
        circles.append(countries_in(asked.region))
    if asked.body:
        circles.append(_members().get(asked.body, frozenset()))
    return frozenset.intersection(*circles) if circles else None


def bodies() -> list[tuple[str, str]]:
    """Return the bodies that have member States, by name."""
    return [(code, name) for code, name in body_choices() if _members().get(code)]


def _kind_row(code: str, within: str) -> str:
    """Return the row a kind is shown in; nothing where it lies outside of the chosen one."""
    if not within:
        return code.partition(".")[0]
    return code if is_below(code, within) else ""


@remembered
def _members() -> dict[str, frozenset[str]]:
    bodies = Body.objects.prefetch_related("members")
    return {body.pk: frozenset(state.pk for state in body.members.all()) for body in bodies}


def years() -> list[str]:
    """Return the years in which anything happened, the last one first."""
    return kept().answer("years", lambda: sorted(_years(), reverse=True))


def donor_ids() -> frozenset[int]:
    """Return the organisations that have ever published an offer."""
    rows = kept().rows
    return kept().answer(
        "donors", lambda: frozenset(row.organisation_id for row in rows if row.subject == "offer")
    )


def _years() -> set[str]:
    return {day[:4] for row in kept().rows for day in row.days.values()}
