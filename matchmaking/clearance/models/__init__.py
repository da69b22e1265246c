"""The rules in versions, the checks of each pair with their decisions, and name screening."""

from matchmaking.clearance.models.checks import Check, Checklist, Ruling
from matchmaking.clearance.models.names import HitStatus, ListEntry, NameHit, NameList
from matchmaking.clearance.models.rules import CheckRule, Ruleset

__all__ = [
    "Check",
    "CheckRule",
    "Checklist",
    "HitStatus",
    "ListEntry",
    "NameHit",
    "NameList",
    "Ruleset",
    "Ruling",
]
