"""Pages and files of open data."""

from matchmaking.opendata.views.activities import activity, agree, withdraw
from matchmaking.opendata.views.calendars import (
    calendar,
    calls_calendar,
    make_calendar,
    meetings_calendar,
    private_calendar,
    revoke_calendar,
)
from matchmaking.opendata.views.files import data_package, dictionary, feed, home, iati, make, table

__all__ = [
    "activity",
    "agree",
    "calendar",
    "calls_calendar",
    "data_package",
    "dictionary",
    "feed",
    "home",
    "iati",
    "make",
    "make_calendar",
    "meetings_calendar",
    "private_calendar",
    "revoke_calendar",
    "table",
    "withdraw",
]
