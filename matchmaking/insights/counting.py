"""Adding up facts, so that nothing is counted twice. Knows no framework.

A record with two themes, or an offer for two regions, stands in each of them in full; a total
adds up the records themselves, each of them once.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache

Amounts = Mapping[str, int | None]  # cents of US dollars by measure; None: no amount is known
WHOLE = ""  # the key of the whole record beside those of its kinds


@dataclass(frozen=True, slots=True)
class Row:
    """What is public of a record."""

    subject: str
    record_id: int
    country: str
    organisation_id: int
    fund_id: int | None
    states: frozenset[str]
    themes: frozenset[str]
    is_open: bool
    amounts: Mapping[str, Amounts]
    days: Mapping[str, str]

    def day_of(self, measure: str) -> str:
        """Return when what a measure counts happened; what is unmet was asked."""
        return self.days.get("asked" if measure == "unmet" else measure, "")


@dataclass(slots=True)
class Sum:
    """So many records, and what those come to that name an amount."""

    number: int = 0
    minor: int = 0
    unpriced: int = 0

    def add(self, minor: int | None) -> None:
        """Add a record."""
        self.number += 1
        if minor is None:
            self.unpriced += 1
        else:
            self.minor += minor

    def plus(self, other: "Sum") -> None:
        """Add what another sum comes to."""
        self.number += other.number
        self.minor += other.minor
        self.unpriced += other.unpriced


class Sums(defaultdict[str, Sum]):
    """Sums by measure."""

    def __init__(self) -> None:
        super().__init__(Sum)

    def add(self, amounts: Amounts) -> None:
        """Add what a record counts for."""
        for measure, minor in amounts.items():
            self[measure].add(minor)

    def plus(self, other: "Sums") -> None:
        """Add other sums."""
        for measure, one in other.items():
            self[measure].plus(one)


By = dict[str, Sums]


@dataclass
class Tally:
    """Rows added up: each once, and by theme, kind, region, State and year."""

    total: Sums = field(default_factory=Sums)
    by_theme: By = field(default_factory=lambda: defaultdict(Sums))
    by_kind: By = field(default_factory=lambda: defaultdict(Sums))
    by_region: By = field(default_factory=lambda: defaultdict(Sums))
    by_state: By = field(default_factory=lambda: defaultdict(Sums))
    by_year: By = field(default_factory=lambda: defaultdict(Sums))


Place = Callable[[str], str]  # from a code to the row it is shown in, or nothing
Counted = list[tuple[Row, Amounts]]


def amounts_of(row: Row, kind: str) -> Amounts:
    """Return what a row counts for: as a whole, or as far as it is about a kind."""
    if not kind:
        return row.amounts.get(WHOLE, {})
    found: dict[str, int | None] = {}
    for code, amounts in row.amounts.items():
        if is_below(code, kind):
            for measure, minor in amounts.items():
                found[measure] = _both(found.get(measure), minor)
    return found


def is_below(code: str, above: str) -> bool:
    """Say whether a code is another one, or lies below it."""
    return code == above or code.startswith(f"{above}.")


def tally(
    counted: Counted,
    *,
    theme: Place,
    kind: Place,
    region: Place,
    wanted: frozenset[str] | None = None,
) -> Tally:
    """Add up rows; each is looked at once, and places shared by many are unfolded at the end.

    Of an offer for many States only the `wanted` ones are shown, where not all are.
    """
    found = Tally()
    themes: dict[frozenset[str], Sums] = defaultdict(Sums)
    states: dict[frozenset[str], Sums] = defaultdict(Sums)
    for row, amounts in counted:
        found.total.add(amounts)
        themes[row.themes].add(amounts)
        states[row.states if wanted is None else row.states & wanted].add(amounts)
        _add_years(found.by_year, row, amounts)
        _add_kinds(found.by_kind, row, amounts, kind)
    _unfold(themes, found.by_theme, theme)
    _unfold(states, found.by_region, region)
    _unfold(states, found.by_state, str)
    return found


def flow(rows: Iterable[Row]) -> Counter[tuple[str, str]]:
    """Return how many requests took which way to which end; each is counted once."""
    return Counter((way_of(row), end_of(row)) for row in rows)


def way_of(row: Row) -> str:
    """Return what came of a request first."""
    is_agreed, is_carried = "agreed" in row.amounts.get(WHOLE, {}), "carried" in row.days
    if is_agreed and is_carried:
        return "both"
    if is_agreed or is_carried:
        return "agreement" if is_agreed else "project"
    return "open" if row.is_open else "ended"


def end_of(row: Row) -> str:
    """Return how far a request has got."""
    if "delivered" in row.amounts.get(WHOLE, {}):
        return "delivered"
    if "carried_out" in row.days:
        return "completed"
    return "nothing" if way_of(row) in ("open", "ended") else "under_way"


def _add_years(by_year: By, row: Row, amounts: Amounts) -> None:
    for measure, minor in amounts.items():
        if day := row.day_of(measure):
            by_year[day[:4]][measure].add(minor)


def _add_kinds(by_kind: By, row: Row, amounts: Amounts, kind: Place) -> None:
    """Add a row to each kind it has lines of, for what these lines come to."""
    parts: dict[str, dict[str, int | None]] = {}
    for code, part in row.amounts.items():
        if shown := code and kind(code):
            known = parts.setdefault(shown, {})
            for measure, minor in part.items():
                if measure in amounts:
                    known[measure] = _both(known.get(measure), minor)
    for shown, known in parts.items():
        by_kind[shown].add(known)


def _unfold(groups: Mapping[frozenset[str], Sums], into: By, place: Place) -> None:
    places = cache(place)
    for codes, sums in groups.items():
        for shown in {places(code) for code in codes} - {""}:
            into[shown].plus(sums)


def _both(one: int | None, other: int | None) -> int | None:
    if one is None or other is None:
        return other if one is None else one
    return one + other
