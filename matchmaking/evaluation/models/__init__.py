"""An evaluation: its plan, its scores with their evidence, its report and its publication."""

from matchmaking.evaluation.models.plan import (
    Assignment,
    Evaluation,
    EvaluationCriterion,
    Question,
    SamplingRule,
    Scale,
)
from matchmaking.evaluation.models.publication import Consent, Publication, Withheld
from matchmaking.evaluation.models.report import (
    Comment,
    Finding,
    FollowUp,
    Recommendation,
    Response,
)
from matchmaking.evaluation.models.scores import Citation, Document, Score

__all__ = [
    "Assignment",
    "Citation",
    "Comment",
    "Consent",
    "Document",
    "Evaluation",
    "EvaluationCriterion",
    "Finding",
    "FollowUp",
    "Publication",
    "Question",
    "Recommendation",
    "Response",
    "SamplingRule",
    "Scale",
    "Score",
    "Withheld",
]
