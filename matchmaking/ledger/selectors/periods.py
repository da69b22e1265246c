"""A statement over a period: what there was before and after it, and its lines, page by page."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.db.models import QuerySet

from matchmaking.ledger.models import Posting
from matchmaking.ledger.selectors.statements import Line, Statement
from matchmaking.money import Money

CHUNK = 1000


@dataclass(frozen=True)
class Shown:
    """A statement as it was asked for: over a period, of one cause or of all."""

    statement: Statement
    start: datetime.date | None
    end: datetime.date | None
    # All that count, whenever they were booked.
    postings: "QuerySet[Posting]"
    opening: list[Money]
    closing: list[Money]

    def lines(self, page: Sequence[Posting]) -> list[Line]:
        """Return postings of a page as lines, in the order they have on the page."""
        if not page:
            return []
        oldest_first = sorted(page, key=lambda posting: (posting.booked_on, posting.number))
        before = self.statement.totals(self.postings, oldest_first[0])
        lines = self.statement.lines(oldest_first, before)
        return lines if page[0] == oldest_first[0] else lines[::-1]

    def all_lines(self, rows: "QuerySet[Posting]") -> Iterator[Line]:
        """Yield every line of the period, the oldest first, whatever their number."""
        running = self.opening
        ordered = rows.order_by("booked_on", "number")
        postings = ordered.iterator(chunk_size=CHUNK)
        while page := list(islice(postings, CHUNK)):
            lines = self.statement.lines(page, running)
            running = lines[-1].running
            yield from lines

    def columns(self) -> list[tuple[Any, Money, Money]]:
        """Return each measure with what there was before and after."""
        names = [measure.label for measure in self.statement.measures]
        return list(zip(names, self.opening, self.closing, strict=True))


def over_period(
    statement: Statement,
    *,
    start: datetime.date | None = None,
    end: datetime.date | None = None,
    cause: str = "",
) -> Shown:
    """Return a statement with its opening and closing balances; both days belong to the period."""
    postings = statement.postings
    if cause:
        postings = postings.filter(cause=cause)
    before = postings.filter(booked_on__lt=start) if start else postings.none()
    until = postings.filter(booked_on__lte=end) if end else postings
    totals = statement.totals
    return Shown(statement, start, end, postings, totals(before), totals(until))
