"""What is done with evaluations."""

from matchmaking.evaluation.services.assigning import (
    ask_evaluator,
    declare_independence,
    decline_evaluation,
    take_off_evaluator,
)
from matchmaking.evaluation.services.planning import (
    PlanData,
    begin_scoring,
    cancel_evaluation,
    change_plan,
    plan_evaluation,
    write_sampling_rule,
    write_scale,
)
from matchmaking.evaluation.services.publishing import (
    give_consent,
    publish_evaluation,
    unpublish_evaluation,
)
from matchmaking.evaluation.services.reporting import (
    Advice,
    ReportData,
    answer_comment,
    circulate,
    close_comments,
    comment_report,
    write_report,
)
from matchmaking.evaluation.services.responding import (
    ResponseData,
    close_response,
    follow_up,
    respond,
)
from matchmaking.evaluation.services.scoring import (
    ScoreData,
    ScoresIncomplete,
    add_document,
    close_scoring,
    hand_in_scores,
    save_scores,
    settle_score,
)

__all__ = [
    "Advice",
    "PlanData",
    "ReportData",
    "ResponseData",
    "ScoreData",
    "ScoresIncomplete",
    "add_document",
    "answer_comment",
    "ask_evaluator",
    "begin_scoring",
    "cancel_evaluation",
    "change_plan",
    "circulate",
    "close_comments",
    "close_response",
    "close_scoring",
    "comment_report",
    "declare_independence",
    "decline_evaluation",
    "follow_up",
    "give_consent",
    "hand_in_scores",
    "plan_evaluation",
    "publish_evaluation",
    "respond",
    "save_scores",
    "settle_score",
    "take_off_evaluator",
    "unpublish_evaluation",
    "write_report",
    "write_sampling_rule",
    "write_scale",
]
