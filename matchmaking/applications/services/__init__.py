"""What people do with an application, one act each."""

from matchmaking.applications.services.conflicts import (
    confirm_conflict,
    declare_conflict,
    declare_no_conflict,
    dismiss_conflict,
    find_all,
    find_conflicts,
    find_for,
    report_conflict,
)
from matchmaking.applications.services.interests import add_interest, end_interest
from matchmaking.applications.services.moving import (
    approve_application,
    close_reviews,
    reject_application,
    reopen_reviews,
    return_application,
)
from matchmaking.applications.services.screening import (
    Judgement,
    screen_again,
    screen_application,
)
from matchmaking.applications.services.submitting import (
    Refused,
    submit_application,
    withdraw_application,
)

__all__ = [
    "Judgement",
    "Refused",
    "add_interest",
    "approve_application",
    "close_reviews",
    "confirm_conflict",
    "declare_conflict",
    "declare_no_conflict",
    "dismiss_conflict",
    "end_interest",
    "find_all",
    "find_conflicts",
    "find_for",
    "reject_application",
    "reopen_reviews",
    "report_conflict",
    "return_application",
    "screen_again",
    "screen_application",
    "submit_application",
    "withdraw_application",
]
