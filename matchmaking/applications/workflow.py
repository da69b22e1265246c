"""The moves of an application."""

from django.utils.translation import gettext_lazy as _

from matchmaking.applications import policies
from matchmaking.applications.choices import OPEN, ApplicationStatus
from matchmaking.workflow import Transition, Workflow

SUBMITTED, ELIGIBLE = ApplicationStatus.SUBMITTED, ApplicationStatus.ELIGIBLE
REVIEWED, RETURNED = ApplicationStatus.REVIEWED, ApplicationStatus.RETURNED
REJECTED, APPROVED = ApplicationStatus.REJECTED, ApplicationStatus.APPROVED
JUDGED = {ELIGIBLE, REVIEWED}

APPLICATION_WORKFLOW = Workflow(
    Transition("find_eligible", {SUBMITTED}, ELIGIBLE, may=policies.screens, label=_("Eligible")),
    Transition(
        "find_ineligible",
        {SUBMITTED},
        ApplicationStatus.INELIGIBLE,
        may=policies.screens,
        label=_("Not eligible"),
        needs_reason=True,
        is_danger=True,
    ),
    Transition(
        "screen_again",
        {ApplicationStatus.INELIGIBLE},
        SUBMITTED,
        may=policies.screens,
        label=_("Screen again"),
        needs_reason=True,
    ),
    # The slices that judge ask their own rights first; these keep the recused out.
    Transition(
        "close_reviews",
        {ELIGIBLE},
        REVIEWED,
        may=policies.stands_for_fund,
        label=_("Close the reviews"),
    ),
    Transition(
        "reopen_reviews",
        {REVIEWED},
        ELIGIBLE,
        may=policies.stands_for_fund,
        label=_("Open the reviews again"),
        needs_reason=True,
    ),
    Transition(
        "approve_application",
        JUDGED,
        APPROVED,
        may=policies.stands_for_fund,
        label=_("Approve"),
    ),
    Transition(
        "reject_application",
        JUDGED,
        REJECTED,
        may=policies.stands_for_fund,
        label=_("Reject"),
        needs_reason=True,
        is_danger=True,
    ),
    Transition(
        "return_application",
        JUDGED,
        RETURNED,
        may=policies.stands_for_fund,
        label=_("Return for revision"),
        needs_reason=True,
    ),
    Transition(
        "approve_on_appeal",
        {REJECTED},
        APPROVED,
        may=policies.stands_for_fund,
        label=_("Approve after the appeal"),
        needs_reason=True,
    ),
    Transition(
        "return_on_appeal",
        {REJECTED},
        RETURNED,
        may=policies.stands_for_fund,
        label=_("Return for revision after the appeal"),
        needs_reason=True,
    ),
    Transition(
        "hand_in_again",
        {RETURNED},
        SUBMITTED,
        may=policies.withdraws,
        label=_("Hand in again"),
    ),
    Transition(
        "withdraw_application",
        OPEN,
        ApplicationStatus.WITHDRAWN,
        may=policies.withdraws,
        label=_("Withdraw"),
        needs_reason=True,
        is_danger=True,
    ),
)
