"""The pages of funds and calls."""

from matchmaking.funds.views.calls import call, call_list, calls_export, move
from matchmaking.funds.views.fitting import fits_need, fits_proposal
from matchmaking.funds.views.funds import create, edit, fund, fund_list, funds_export
from matchmaking.funds.views.questions import answer, ask, follow, unfollow
from matchmaking.funds.views.rules import rules, rules_activate, rules_write
from matchmaking.funds.views.writing import (
    call_change,
    call_create,
    call_delete,
    call_edit,
    call_extend,
    call_terms,
)

__all__ = [
    "answer",
    "ask",
    "call",
    "call_change",
    "call_create",
    "call_delete",
    "call_edit",
    "call_extend",
    "call_list",
    "call_terms",
    "calls_export",
    "create",
    "edit",
    "fits_need",
    "fits_proposal",
    "follow",
    "fund",
    "fund_list",
    "funds_export",
    "move",
    "rules",
    "rules_activate",
    "rules_write",
    "unfollow",
]
