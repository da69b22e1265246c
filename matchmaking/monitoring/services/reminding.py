"""Reminders of values that are due."""

import datetime

from matchmaking.monitoring import notices
from matchmaking.monitoring.selectors.waiting import periods_owed

# So many days before the values of a period are due, and after, its authors are reminded.
REMINDERS = (14, 3, 0, -7, -14, -28)


def remind_of_values(today: datetime.date) -> int:
    """Remind those who owe values, on the days for it; say how many periods it was about."""
    days = [today + datetime.timedelta(days=ahead) for ahead in REMINDERS]
    found = list(periods_owed(today).filter(due_on__in=days).with_parties())
    for period in found:
        notices.remind(period, today)
    return len(found)
