"""What the addresses of this slice answer."""

from matchmaking.applications.views.conflicts import (
    conflicts,
    decide_conflict,
    declare,
    end_interest,
    interests,
)
from matchmaking.applications.views.lists import (
    application_list,
    conflict_export,
    conflict_list,
    export,
)
from matchmaking.applications.views.pages import annex, detail, round_
from matchmaking.applications.views.screening import screen, screen_again
from matchmaking.applications.views.submitting import choose, receipt, submit, withdraw

__all__ = [
    "annex",
    "application_list",
    "choose",
    "conflict_export",
    "conflict_list",
    "conflicts",
    "decide_conflict",
    "declare",
    "detail",
    "end_interest",
    "export",
    "interests",
    "receipt",
    "round_",
    "screen",
    "screen_again",
    "submit",
    "withdraw",
]
