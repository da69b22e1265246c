"""The states of ballots, conditions and appeals, and who moves them: tables to be checked."""

from django.utils.translation import gettext_lazy as _

from matchmaking.decisions import policies
from matchmaking.decisions.choices import AppealStatus, BallotStatus, ConditionStatus
from matchmaking.workflow import Transition, Workflow

BALLOT_OPEN, FILED = BallotStatus.OPEN, AppealStatus.FILED
OPEN, HANDED_IN = ConditionStatus.OPEN, ConditionStatus.HANDED_IN

BALLOT_WORKFLOW = Workflow(
    Transition(
        "carry_ballot",
        {BALLOT_OPEN},
        BallotStatus.CARRIED,
        may=policies.counts,
        label=_("Count the votes"),
    ),
    Transition(
        "lose_ballot",
        {BALLOT_OPEN},
        BallotStatus.NOT_CARRIED,
        may=policies.counts,
        label=_("Count the votes"),
    ),
    Transition(
        "cancel_ballot",
        {BALLOT_OPEN},
        BallotStatus.CANCELLED,
        may=policies.counts,
        label=_("Cancel the ballot"),
        needs_reason=True,
        is_danger=True,
    ),
)

CONDITION_WORKFLOW = Workflow(
    Transition(
        "hand_in_evidence",
        {OPEN},
        HANDED_IN,
        may=policies.hands_in_evidence,
        label=_("Hand in evidence"),
    ),
    Transition(
        "accept_evidence",
        {HANDED_IN},
        ConditionStatus.MET,
        may=policies.answers_evidence,
        label=_("Accept: the condition is met"),
    ),
    Transition(
        "send_back_evidence",
        {HANDED_IN},
        OPEN,
        may=policies.answers_evidence,
        label=_("Send back"),
        needs_reason=True,
    ),
    Transition(
        "waive_condition",
        {OPEN, HANDED_IN},
        ConditionStatus.WAIVED,
        may=policies.waives,
        label=_("Waive the condition"),
        needs_reason=True,
        is_danger=True,
    ),
)

APPEAL_WORKFLOW = Workflow(
    Transition(
        "uphold_appeal",
        {FILED},
        AppealStatus.UPHELD,
        may=policies.leaves_it_to_a_ballot,
        label=_("Uphold the appeal"),
    ),
    Transition(
        "dismiss_appeal",
        {FILED},
        AppealStatus.DISMISSED,
        may=policies.leaves_it_to_a_ballot,
        label=_("Dismiss the appeal"),
    ),
)
