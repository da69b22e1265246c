"""What the addresses of this slice answer."""

from matchmaking.evaluation.views.lists import evaluation_list, export, of_undertaking
from matchmaking.evaluation.views.pages import detail, document, paper
from matchmaking.evaluation.views.planning import (
    ask_evaluator,
    change_plan,
    declare_independence,
    leave,
    plan,
)
from matchmaking.evaluation.views.reporting import (
    answer_comment,
    circulate,
    close_comments,
    comment,
    write_report,
)
from matchmaking.evaluation.views.responding import consent, follow_up, move, respond
from matchmaking.evaluation.views.rules import agreement, sample, scales, write_scale
from matchmaking.evaluation.views.scoring import add_document, autosave, score, settle_score

__all__ = [
    "add_document",
    "agreement",
    "answer_comment",
    "ask_evaluator",
    "autosave",
    "change_plan",
    "circulate",
    "close_comments",
    "comment",
    "consent",
    "declare_independence",
    "detail",
    "document",
    "evaluation_list",
    "export",
    "follow_up",
    "leave",
    "move",
    "of_undertaking",
    "paper",
    "plan",
    "respond",
    "sample",
    "scales",
    "score",
    "settle_score",
    "write_report",
    "write_scale",
]
