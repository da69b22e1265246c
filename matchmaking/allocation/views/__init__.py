"""The pages of allocation."""

from matchmaking.allocation.views.comparing import compare, compare_export
from matchmaking.allocation.views.results import detail, export, offers, status
from matchmaking.allocation.views.scenarios import (
    copy,
    create,
    delete,
    scenarios,
    scenarios_export,
)
from matchmaking.allocation.views.solving import apply, solve
from matchmaking.allocation.views.terms import choose, edit, locks

__all__ = [
    "apply",
    "choose",
    "compare",
    "compare_export",
    "copy",
    "create",
    "delete",
    "detail",
    "edit",
    "export",
    "locks",
    "offers",
    "scenarios",
    "scenarios_export",
    "solve",
    "status",
]
