"""The states of an assignment and who moves it: a table to be checked."""

from django.utils.translation import gettext_lazy as _

from matchmaking.reviews import policies
from matchmaking.reviews.choices import AssignmentStatus
from matchmaking.workflow import Transition, Workflow

PROPOSED, ASKED = AssignmentStatus.PROPOSED, AssignmentStatus.ASKED
ACCEPTED, DONE = AssignmentStatus.ACCEPTED, AssignmentStatus.DONE
DECLINED, REMOVED = AssignmentStatus.DECLINED, AssignmentStatus.REMOVED

ASSIGNMENT_WORKFLOW = Workflow(
    Transition(
        "ask_reviewer", {PROPOSED}, ASKED, may=policies.runs_assignment, label=_("Ask to review")
    ),
    Transition("drop_reviewer", {PROPOSED}, REMOVED, may=policies.runs_assignment, label=_("Drop")),
    Transition(
        "accept_review", {ASKED}, ACCEPTED, may=policies.is_reviewer, label=_("Take on the review")
    ),
    Transition(
        "decline_review",
        {ASKED, ACCEPTED},
        DECLINED,
        may=policies.is_reviewer,
        label=_("Decline to review"),
        needs_reason=True,
    ),
    Transition(
        "leave_for_conflict",
        {ASKED, ACCEPTED},
        DECLINED,
        may=policies.was_asked,
        label=_("Declare a conflict of interest"),
        needs_reason=True,
        is_danger=True,
    ),
    Transition(
        "hand_in_review", {ACCEPTED}, DONE, may=policies.is_reviewer, label=_("Hand in the review")
    ),
    Transition(
        "take_off_reviewer",
        {ASKED, ACCEPTED},
        REMOVED,
        may=policies.runs_assignment,
        label=_("Take off"),
        needs_reason=True,
        is_danger=True,
    ),
    # A review handed in cannot be thrown out by anybody: only a conflict or a withdrawal ends it.
    Transition(
        "set_aside_review",
        {PROPOSED, ASKED, ACCEPTED, DONE},
        REMOVED,
        may=policies.leaves_it_to_the_system,
        label=_("Set aside"),
    ),
)
