"""What the addresses of the checks answer."""

from matchmaking.clearance.views.check import ACTS, check, clear, decide, document, move
from matchmaking.clearance.views.checklist import begin, checklist
from matchmaking.clearance.views.lists import checks, export
from matchmaking.clearance.views.names import list_file, name_list, names
from matchmaking.clearance.views.rules import activate, rules

__all__ = [
    "ACTS",
    "activate",
    "begin",
    "check",
    "checklist",
    "checks",
    "clear",
    "decide",
    "document",
    "export",
    "list_file",
    "move",
    "name_list",
    "names",
    "rules",
]
