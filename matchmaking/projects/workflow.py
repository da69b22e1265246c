"""The states of a proposal and who moves it: a table to be checked."""

from django.utils.translation import gettext_lazy as _

from matchmaking.projects import policies
from matchmaking.projects.choices import ProposalStatus as Status
from matchmaking.workflow import Transition, Workflow

PROPOSAL_WORKFLOW = Workflow(
    Transition(
        "sign_proposal",
        {Status.DRAFT, Status.REVISION},
        Status.SIGNED,
        may=policies.signs,
        label=_("Sign"),
    ),
    Transition(
        "rewrite",
        {Status.SIGNED},
        Status.DRAFT,
        may=policies.writes,
        label=_("Change the words"),
    ),
    Transition(
        "submit_proposal",
        {Status.SIGNED},
        Status.SUBMITTED,
        may=policies.submits,
        label=_("Submit"),
    ),
    Transition(
        "release_proposal",
        {Status.SUBMITTED},
        Status.SIGNED,
        may=policies.leaves_it_to_the_fund,
        label=_("Take back from the fund"),
    ),
    Transition(
        "return_proposal",
        {Status.SUBMITTED, Status.REJECTED},  # rejected: after an upheld appeal
        Status.REVISION,
        may=policies.leaves_it_to_the_fund,
        label=_("Return for revision"),
        needs_reason=True,
    ),
    Transition(
        "approve_proposal",
        {Status.SUBMITTED, Status.REJECTED},  # rejected: after an upheld appeal
        Status.APPROVED,
        may=policies.leaves_it_to_the_fund,
        label=_("Approve"),
    ),
    Transition(
        "reject_proposal",
        {Status.SUBMITTED},
        Status.REJECTED,
        may=policies.leaves_it_to_the_fund,
        label=_("Reject"),
    ),
    Transition(
        "close_proposal",
        {Status.APPROVED},
        Status.CLOSED,
        may=policies.leaves_it_to_the_fund,
        label=_("Close"),
    ),
    Transition(
        "withdraw",
        {Status.DRAFT, Status.SIGNED, Status.REVISION},
        Status.WITHDRAWN,
        may=policies.submits,
        label=_("Withdraw the proposal"),
        needs_reason=True,
        is_danger=True,
    ),
    Transition(
        "redraft",
        {Status.REJECTED, Status.WITHDRAWN},
        Status.DRAFT,
        may=policies.submits,
        label=_("Take up again as a draft"),
    ),
)
# The moves that its own page offers; the others happen with its application to a fund.
OWN_MOVES = ("withdraw", "redraft")
