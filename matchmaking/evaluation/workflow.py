"""The states of an evaluation and of an evaluator, and who moves them: tables to be checked."""

from django.utils.translation import gettext_lazy as _

from matchmaking.evaluation import policies
from matchmaking.evaluation.choices import AssignmentStatus, EvaluationStatus
from matchmaking.workflow import Transition, Workflow

PLANNED, SCORING, DRAFT = (
    EvaluationStatus.PLANNED,
    EvaluationStatus.SCORING,
    EvaluationStatus.DRAFT,
)
COMMENTING, RESPONDING = EvaluationStatus.COMMENTING, EvaluationStatus.RESPONDING
FINAL, PUBLISHED = EvaluationStatus.FINAL, EvaluationStatus.PUBLISHED
ASKED, ACCEPTED, DONE = AssignmentStatus.ASKED, AssignmentStatus.ACCEPTED, AssignmentStatus.DONE

EVALUATION_WORKFLOW = Workflow(
    Transition(
        "begin_scoring", {PLANNED}, SCORING, may=policies.plans, label=_("Let the scoring begin")
    ),
    Transition("close_scoring", {SCORING}, DRAFT, may=policies.leads, label=_("End the scoring")),
    Transition(
        "circulate", {DRAFT}, COMMENTING, may=policies.leads, label=_("Send the draft for comment")
    ),
    Transition(
        "close_comments", {COMMENTING}, RESPONDING, may=policies.leads, label=_("End the comments")
    ),
    Transition("close_response", {RESPONDING}, FINAL, may=policies.plans, label=_("Make it final")),
    Transition("publish_evaluation", {FINAL}, PUBLISHED, may=policies.plans, label=_("Publish")),
    Transition(
        "unpublish_evaluation",
        {PUBLISHED},
        FINAL,
        may=policies.plans,
        label=_("Take the publication back"),
        needs_reason=True,
        is_danger=True,
    ),
    Transition(
        "cancel_evaluation",
        {PLANNED, SCORING, DRAFT},
        EvaluationStatus.CANCELLED,
        may=policies.plans,
        label=_("Cancel the evaluation"),
        needs_reason=True,
        is_danger=True,
    ),
)

ASSIGNMENT_WORKFLOW = Workflow(
    Transition(
        "declare_independence",
        {ASKED},
        ACCEPTED,
        may=policies.is_asked,
        label=_("I am independent, and take it on"),
    ),
    Transition(
        "decline_evaluation",
        {ASKED, ACCEPTED},
        AssignmentStatus.DECLINED,
        may=policies.is_asked,
        label=_("Decline"),
        needs_reason=True,
    ),
    Transition(
        "hand_in_scores", {ACCEPTED}, DONE, may=policies.is_asked, label=_("Hand in the scores")
    ),
    Transition(
        "take_off_evaluator",
        {ASKED, ACCEPTED},
        AssignmentStatus.REMOVED,
        may=policies.takes_off,
        label=_("Take off"),
        needs_reason=True,
        is_danger=True,
    ),
)
