"""What the addresses of this slice answer."""

from matchmaking.reviews.views.applications import application, close, reopen, say, scores
from matchmaking.reviews.views.assigning import move_day, proposals, remind, reviewers, take_off
from matchmaking.reviews.views.calls import (
    agreement,
    call,
    call_export,
    compare,
    compare_export,
)
from matchmaking.reviews.views.mine import accept, assignment, decline, export, leave, mine
from matchmaking.reviews.views.people import people, profile
from matchmaking.reviews.views.writing import autosave, change, check, keep, write

__all__ = [
    "accept",
    "agreement",
    "application",
    "assignment",
    "autosave",
    "call",
    "call_export",
    "change",
    "check",
    "close",
    "compare",
    "compare_export",
    "decline",
    "export",
    "keep",
    "leave",
    "mine",
    "move_day",
    "people",
    "profile",
    "proposals",
    "remind",
    "reopen",
    "reviewers",
    "say",
    "scores",
    "take_off",
    "write",
]
