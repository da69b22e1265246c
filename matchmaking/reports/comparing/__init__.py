"""Holds a State's open requests against its next report: what is still asked, what was received.

Pure: no framework. Requests, candidates and sentences go in; findings with their reasons come out.
"""

from matchmaking.reports.comparing.changes import Change
from matchmaking.reports.comparing.comparison import Comparison, Finding, compare
from matchmaking.reports.comparing.received import Told, told_in
from matchmaking.reports.comparing.types import Ask, Reason, Text, Verdict
from matchmaking.reports.comparing.wording import Piece, difference

__all__ = [
    "Ask",
    "Change",
    "Comparison",
    "Finding",
    "Piece",
    "Reason",
    "Text",
    "Told",
    "Verdict",
    "compare",
    "difference",
    "told_in",
]
