"""The periods of an undertaking, from its days alone."""

import datetime
from dataclasses import dataclass
from itertools import count

from matchmaking.payments.planning import months_after

# So long after a period ends its values are due.
TIME_TO_REPORT = datetime.timedelta(days=30)
A_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True)
class Span:
    """One period; both days belong to it."""

    number: int
    starts_on: datetime.date
    ends_on: datetime.date

    @property
    def due_on(self) -> datetime.date:
        """The last day for its values."""
        return self.ends_on + TIME_TO_REPORT


def spans(starts_on: datetime.date, ends_on: datetime.date, months: int) -> list[Span]:
    """Return periods of `months` each; the last one ends with the undertaking."""
    found: list[Span] = []
    for number in count(1):
        first = months_after(starts_on, months * (number - 1))
        if first > ends_on:
            return found
        last = months_after(starts_on, months * number) - A_DAY
        found.append(Span(number, first, min(last, ends_on)))
    raise AssertionError  # count() does not end
