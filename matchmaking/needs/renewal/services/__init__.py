"""What can be done to renewals: compare, confirm, take back, remind, let lapse."""

from matchmaking.needs.renewal.services.comparing import compare_report, later_reports, period
from matchmaking.needs.renewal.services.confirming import (
    OwnRequest,
    PassageMissing,
    confirm_renewal,
    is_linked,
    undo_renewal,
)
from matchmaking.needs.renewal.services.lapsing import lapse_renewals, send_reminders
from matchmaking.needs.renewal.services.periods import set_period

__all__ = [
    "OwnRequest",
    "PassageMissing",
    "compare_report",
    "confirm_renewal",
    "is_linked",
    "lapse_renewals",
    "later_reports",
    "period",
    "send_reminders",
    "set_period",
    "undo_renewal",
]
