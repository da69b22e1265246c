"""The states of a value and of a revision: tables to be checked."""

from django.utils.translation import gettext_lazy as _

from matchmaking.monitoring import policies
from matchmaking.monitoring.choices import RevisionStatus, ValueStatus
from matchmaking.workflow import Transition, Workflow

DRAFT, SUBMITTED = ValueStatus.DRAFT, ValueStatus.SUBMITTED
APPROVED, RETURNED = ValueStatus.APPROVED, ValueStatus.RETURNED
PROPOSED = RevisionStatus.PROPOSED

VALUE_WORKFLOW = Workflow(
    Transition(
        "submit_value",
        {DRAFT, RETURNED},
        SUBMITTED,
        may=policies.enters_value,
        label=_("Hand in"),
    ),
    Transition(
        "approve_value", {SUBMITTED}, APPROVED, may=policies.decides_value, label=_("Approve")
    ),
    # Of an approved one too: what counts on it falls back.
    Transition(
        "return_value",
        {SUBMITTED, APPROVED},
        RETURNED,
        may=policies.decides_value,
        label=_("Send back"),
        needs_reason=True,
    ),
)

REVISION_WORKFLOW = Workflow(
    Transition(
        "agree_revision",
        {PROPOSED},
        RevisionStatus.IN_FORCE,
        may=policies.answers_revision,
        label=_("Agree"),
    ),
    Transition(
        "decline_revision",
        {PROPOSED},
        RevisionStatus.DECLINED,
        may=policies.answers_revision,
        label=_("Decline"),
        needs_reason=True,
    ),
    Transition(
        "withdraw_revision",
        {PROPOSED},
        RevisionStatus.WITHDRAWN,
        may=policies.proposed_revision,
        label=_("Take back"),
    ),
)
