"""Forms of evaluations: plan, evaluators, scores, report, comments, responses, consent, rules."""

from matchmaking.evaluation.forms.planning import (
    EvaluatorForm,
    PlanForm,
    ReasonForm,
    SampleForm,
    ScaleForm,
    said_in_plan,
)
from matchmaking.evaluation.forms.reporting import (
    AnswerForm,
    CirculateForm,
    CloseCommentsForm,
    CommentForm,
    ConsentForm,
    FollowUpForm,
    ReportForm,
    ResponseForm,
    side_choices,
)
from matchmaking.evaluation.forms.scoring import (
    DocumentForm,
    ScoreForm,
    SettleForm,
    result_of,
)

__all__ = [
    "AnswerForm",
    "CirculateForm",
    "CloseCommentsForm",
    "CommentForm",
    "ConsentForm",
    "DocumentForm",
    "EvaluatorForm",
    "FollowUpForm",
    "PlanForm",
    "ReasonForm",
    "ReportForm",
    "ResponseForm",
    "SampleForm",
    "ScaleForm",
    "ScoreForm",
    "SettleForm",
    "result_of",
    "said_in_plan",
    "side_choices",
]
