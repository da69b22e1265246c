"""How far the values of each period are."""

import datetime
from dataclasses import dataclass

from matchmaking.monitoring.choices import ValueStatus
from matchmaking.monitoring.models import Period, Undertaking
from matchmaking.monitoring.selectors.frameworks import Framework


@dataclass(frozen=True)
class PeriodState:
    """A period with the number of its values by where they stand; `asked` is how many there are."""

    period: Period
    asked: int
    approved: int
    waiting: int
    returned: int
    is_over: bool
    is_open: bool

    @property
    def is_owed(self) -> bool:
        """Whether values of it are missing though it is over."""
        return self.is_over and self.is_open and self.approved + self.waiting < self.asked


def period_states(
    undertaking: Undertaking, found: Framework, today: datetime.date
) -> list[PeriodState]:
    """Return the periods in their order, each with how far its values are."""
    last = undertaking.closed_on or today
    return [_state(period, found, today, last) for period in found.periods]


def _state(
    period: Period, found: Framework, today: datetime.date, last: datetime.date
) -> PeriodState:
    rows = found.indicators
    values = [row.values[period.number] for row in rows if period.number in row.values]
    statuses = [value.status for value in values]
    return PeriodState(
        period,
        asked=len(rows),
        approved=statuses.count(ValueStatus.APPROVED),
        waiting=statuses.count(ValueStatus.SUBMITTED),
        returned=statuses.count(ValueStatus.RETURNED),
        is_over=period.ends_on < today,
        is_open=period.starts_on <= min(today, last),
    )
