"""How much of a record is asked, pledged, committed, delivered, open and left: one source for all.

The words, everywhere: *asked* is what the line of a request says, *pledged* is in an agreement
that one side has signed, *committed* is signed by both, *delivered* is confirmed by both (and part
of what is committed), *open* is asked less committed, *left* is the capacity less committed.
Agreements sit below requests and offers in the story; their figures come up through here.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice
from typing import Any

from matchmaking.money import Money
from matchmaking.vocabulary.selectors import labels

Quantity = Decimal | None


@dataclass(frozen=True, kw_only=True)
class Values:
    """What agreements make of something in money, as far as they name amounts."""

    pledged_value: Money | None = None
    committed_value: Money | None = None
    delivered_value: Money | None = None
    # Whether an amount was converted, at the rates of the day it was signed; and whether a part of
    # what is committed has none, or one of which no rate is known: then no sum says what is open.
    is_converted: bool = False
    is_partial: bool = False
    # Whether any agreement, in whatever state, names the line: it can then no longer be removed.
    is_named: bool = False

    def remaining(self, whole: Money | None) -> Money | None:
        """Return a sum less what is committed; None where what is committed has no sum."""
        return None if self.is_partial else money_less(whole, self.committed_value)


@dataclass(frozen=True, kw_only=True)
class Shares(Values):
    """What agreements make of a line: counted in its unit, and in money where known."""

    pledged: Decimal = Decimal(0)
    committed: Decimal = Decimal(0)
    delivered: Decimal = Decimal(0)


@dataclass(frozen=True, kw_only=True)
class _Line(Shares):
    """What names a line, of either kind of record."""

    line_id: int
    kind_id: str
    description: str
    unit: str

    @property
    def name(self) -> str:
        """What the line is called: its own words, or its kind in the reader's language."""
        return self.description or str(labels("kind").get(self.kind_id, self.kind_id))


@dataclass(frozen=True, kw_only=True)
class LineFigures(_Line):
    """One line of a request, in its own unit; values in the currency of the request."""

    asked: Quantity
    asked_value: Money | None = None

    @property
    def open(self) -> Quantity:
        """Asked less committed, never below zero; None where no quantity was asked."""
        return _less(self.asked, self.committed)

    @property
    def open_value(self) -> Money | None:
        """The estimated cost less what is committed; None where money does not tell."""
        return self.remaining(self.asked_value)

    @property
    def is_covered(self) -> bool:
        """Whether nothing is open any more, counted, or in money where nothing was counted."""
        if self.open is not None:
            return self.open == 0
        return self.open_value is not None and self.open_value.minor == 0


@dataclass(frozen=True, kw_only=True)
class OfferLineFigures(_Line):
    """One line of an offer, in its own unit; values in the currency of the offer."""

    capacity: Quantity
    value: Money | None = None

    @property
    def left(self) -> Quantity:
        """The capacity less what is committed; None where the donor sets no limit."""
        return _less(self.capacity, self.committed)


@dataclass(frozen=True, kw_only=True)
class NeedFigures(Values):
    """The figures of a request: quantities by line, since units differ, and money over all."""

    need_id: int
    lines: tuple[LineFigures, ...]
    asked_value: Money | None = None
    # Co-financing that the State says it has: promised elsewhere, no part of what is committed.
    secured_value: Money | None = None

    @property
    def open_value(self) -> Money | None:
        """What is asked less what is secured elsewhere and committed here."""
        return self.remaining(money_less(self.asked_value, self.secured_value))

    @property
    def is_covered(self) -> bool:
        """Whether every line is: the focal point may then close the request."""
        return bool(self.lines) and all(line.is_covered for line in self.lines)


@dataclass(frozen=True, kw_only=True)
class OfferFigures(Values):
    """The figures of an offer: quantities by line, since units differ, and money over all."""

    offer_id: int
    lines: tuple[OfferLineFigures, ...]
    value: Money | None = None

    @property
    def left_value(self) -> Money | None:
        """The value less what is committed; None where money does not tell."""
        return self.remaining(self.value)


Ids = Collection[int]
# The second argument: the records themselves, where somebody has read them already.
Source = Callable[[Ids, Mapping[int, Any] | None], Mapping[int, Any]]
# From the records that agreements name to whatever changes when their figures do.
Stamps = Callable[[], Mapping[int, Any]]

BATCH = 500
Covered = Callable[[], Collection[int]]
_COVERED: list[Covered] = []
_SOURCES: dict[str, Source] = {}
_STAMPS: dict[str, Stamps] = {}


def register(name: str, source: Source, stamps: Stamps) -> None:
    """Let the slice that keeps agreements say what the figures of a kind of record are."""
    _SOURCES[name] = source
    _STAMPS[name] = stamps


def register_covered(source: Covered) -> None:
    """Let the slice that keeps agreements say of which requests nothing is open any more."""
    _COVERED[:] = [source]


def covered_needs() -> Collection[int]:
    """Return the ids of the requests of which nothing is open any more; one query."""
    return _COVERED[0]() if _COVERED else ()


def figures_of(name: str, ids: Ids) -> Mapping[int, Any]:
    """Return the figures of the records of a kind, by id; a fixed number of queries."""
    return _SOURCES[name](ids, None) if ids and name in _SOURCES else {}


def with_figures(name: str, rows: Iterable[Any]) -> Iterator[Any]:
    """Yield records of a kind with their figures as `figures`, a few queries for many of them."""
    waiting = iter(rows)
    while batch := list(islice(waiting, BATCH)):
        known = {record.pk: record for record in batch}
        found = _SOURCES[name](list(known), known) if name in _SOURCES else {}
        for record in batch:
            record.figures = found.get(record.pk)
            yield record


def stamps_of(name: str) -> Mapping[int, Any]:
    """Return, of every record that agreements name, what changes when its figures do; one query."""
    return _STAMPS[name]() if name in _STAMPS else {}


def money_less(of: Money | None, part: Money | None) -> Money | None:
    """Return what remains of an amount, never below zero."""
    if of is None or part is None:
        return of
    return Money(max(0, of.minor - part.minor), of.currency)


def _less(of: Quantity, part: Decimal) -> Quantity:
    return None if of is None else max(Decimal(0), of - part)
