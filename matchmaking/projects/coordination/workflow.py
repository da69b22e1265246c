"""The states of an endorsement and of due diligence: tables to be checked."""

from django.utils.translation import gettext_lazy as _

from matchmaking.projects.coordination import policies
from matchmaking.projects.coordination.choices import DiligenceStatus, EndorsementStatus
from matchmaking.workflow import Transition, Workflow

ENDORSEMENT_WORKFLOW = Workflow(
    Transition(
        "endorse",
        {EndorsementStatus.ASKED},
        EndorsementStatus.ENDORSED,
        may=policies.answers,
        label=_("Endorse"),
    ),
    Transition(
        "endorse_with_remarks",
        {EndorsementStatus.ASKED},
        EndorsementStatus.REMARKS,
        may=policies.answers,
        label=_("Endorse with remarks"),
        needs_reason=True,
    ),
    Transition(
        "decline_endorsement",
        {EndorsementStatus.ASKED},
        EndorsementStatus.DECLINED,
        may=policies.answers,
        label=_("Decline"),
        needs_reason=True,
    ),
    Transition(
        "take_back_endorsement",
        {EndorsementStatus.ASKED},
        EndorsementStatus.TAKEN_BACK,
        may=policies.coordinates_endorsement,
        label=_("Take back"),
        needs_reason=True,
    ),
)
MOVE_OF = {
    EndorsementStatus.ENDORSED: "endorse",
    EndorsementStatus.REMARKS: "endorse_with_remarks",
    EndorsementStatus.DECLINED: "decline_endorsement",
}
DILIGENCE_WORKFLOW = Workflow(
    Transition(
        "confirm_diligence",
        {DiligenceStatus.OPEN},
        DiligenceStatus.CONFIRMED,
        may=policies.confirms_diligence,
        label=_("Confirm these answers"),
    ),
    Transition(
        "reopen_diligence",
        {DiligenceStatus.CONFIRMED},
        DiligenceStatus.OPEN,
        may=policies.answers_diligence,
        label=_("Open again"),
        needs_reason=True,
    ),
)
