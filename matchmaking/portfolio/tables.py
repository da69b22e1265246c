"""The tables of the portfolio as files."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from files.export import Column
from matchmaking.portfolio.choices import Measure
from matchmaking.portfolio.counting import Row, Sums
from matchmaking.portfolio.selectors import (
    Portfolio,
    gaps,
    overlaps,
    place_names,
    surpluses,
    theme_names,
)
from matchmaking.vocabulary.selectors import labels


class Listed(NamedTuple):
    """A request or an offer, and what it counts for."""

    record: Any
    row: Row


class Figures(NamedTuple):
    """A row of a file: where, and what."""

    theme: str
    place: str
    code: str
    sums: Sums


def _measure(name: str, label: str | Promise) -> Column:
    def read(row: Figures) -> Decimal:
        return row.sums.of(name)

    return Column(name, label, read)


MEASURES = tuple(_measure(name, label) for name, label in Measure.choices)
HEAT_COLUMNS = (
    Column("theme", _("Theme"), lambda row: row.theme),
    Column("region", _("Region"), lambda row: row.place),
    *MEASURES,
)
STATE_COLUMNS = (
    Column("state", _("State"), lambda row: row.place),
    Column("iso3", _("ISO code"), lambda row: row.code),
    *MEASURES,
)
GAP_COLUMNS = (
    Column("theme", _("Theme"), lambda gap: labels("theme")[gap.theme]),
    Column("region", _("Region"), lambda gap: labels("region").get(gap.place, "")),
    Column("requests", _("Requests without an offer"), lambda gap: len(gap.need_ids)),
    Column("asked", _("Unmet requests"), lambda gap: gap.asked),
    Column("states", _("States"), lambda gap: "; ".join(_states(gap.states))),
    Column("numbers", _("Request numbers"), lambda gap: _numbers(gap.need_ids)),
)
SURPLUS_COLUMNS = (
    Column("kind", _("Kind of assistance"), lambda one: labels("kind")[one.kind]),
    Column("region", _("Region"), lambda one: labels("region").get(one.place, "")),
    Column("unit", _("Unit"), lambda one: one.unit),
    Column("offered", _("Offered and left"), lambda one: one.offered),
    Column("asked", _("Asked and open"), lambda one: one.asked),
    Column("times", _("Times over"), lambda one: one.times and round(one.times, 1)),
    Column("numbers", _("Offer numbers"), lambda one: _numbers(one.offer_ids)),
)
OVERLAP_COLUMNS = (
    Column("kind", _("Kind of assistance"), lambda one: labels("kind")[one.kind]),
    Column("offers", _("Offers"), lambda one: len(one.offer_ids)),
    Column("organisations", _("Organisations"), lambda one: one.organisations),
    Column("states", _("States"), lambda one: "; ".join(_states(one.states))),
    Column("numbers", _("Offer numbers"), lambda one: _numbers(one.offer_ids)),
)


def heat_rows(portfolio: Portfolio) -> Iterator[Figures]:
    """Yield every cell, then the totals, in which each request and offer counts once."""
    sheet, every = portfolio.sheet, gettext("All, each once")
    themes, places = theme_names(portfolio.asked.theme), place_names(portfolio.asked.region)
    for code, theme in themes.items():
        for place, name in places.items():
            yield Figures(theme, name, code, sheet.cells[code, place])
        yield Figures(theme, every, code, sheet.by_theme[code])
    for place, name in places.items():
        yield Figures(every, name, place, sheet.by_place[place])
    yield Figures(every, every, "", sheet.total)


def state_rows(portfolio: Portfolio) -> Iterator[Figures]:
    """Yield every State with any figure, by name; the last row counts each record once."""
    names = labels("country")
    states = portfolio.sheet.by_state
    for code in sorted(states, key=lambda c: names.get(c, c)):
        yield Figures("", names.get(code, code), code, states[code])
    yield Figures("", gettext("All, each once"), "", portfolio.sheet.total)


def _amount(name: str, label: str | Promise) -> Column:
    def read(listed: Listed) -> Decimal:
        return listed.row.amounts[name]

    return Column(name, label, read)


_RECORD_COLUMNS = (
    Column("number", _("Number"), lambda listed: listed.record.pk),
    Column("title", _("Title"), lambda listed: str(listed.record)),
    Column("party", _("Whose"), lambda listed: str(listed.record.party)),
    Column("status", _("Status"), lambda listed: str(listed.record.get_status_display())),
)
_AMOUNTS = {name: _amount(name, label) for name, label in Measure.choices}
_OFFERED = _AMOUNTS.pop(Measure.OFFERED)
LISTED_COLUMNS = {
    "requests": (*_RECORD_COLUMNS, *_AMOUNTS.values()),
    "offers": (*_RECORD_COLUMNS, _OFFERED),
}
Rows = Callable[[Portfolio], Any]
TABLES: dict[str, tuple[Rows, tuple[Column, ...]]] = {
    "heat": (heat_rows, HEAT_COLUMNS),
    "map": (state_rows, STATE_COLUMNS),
    "gaps": (gaps, GAP_COLUMNS),
    "surpluses": (surpluses, SURPLUS_COLUMNS),
    "overlaps": (overlaps, OVERLAP_COLUMNS),
}


def _states(codes: tuple[str, ...]) -> list[str]:
    return sorted(labels("country", codes).values())


def _numbers(ids: tuple[int, ...]) -> str:
    return ", ".join(map(str, ids))
