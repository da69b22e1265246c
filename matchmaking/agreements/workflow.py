"""The states of an agreement and of an amendment, and who moves them: tables to be checked."""

from django.utils.translation import gettext_lazy as _

from matchmaking.agreements import policies
from matchmaking.agreements.choices import AgreementStatus, AmendmentStatus
from matchmaking.workflow import Transition, Workflow

DRAFT, PROPOSED = AgreementStatus.DRAFT, AgreementStatus.PROPOSED
SIGNED, FULFILLED, ENDED = (
    AgreementStatus.SIGNED,
    AgreementStatus.FULFILLED,
    AgreementStatus.ENDED,
)
WAITING = AmendmentStatus.PROPOSED

AGREEMENT_WORKFLOW = Workflow(
    Transition(
        "sign_first",
        {DRAFT},
        PROPOSED,
        may=policies.records_some_letter,
        label=_("Sign and put to the other side"),
    ),
    Transition("rewrite", {PROPOSED}, DRAFT, may=policies.writes, label=_("Change the words")),
    Transition(
        "sign_last",
        {PROPOSED},
        SIGNED,
        may=policies.records_some_letter,
        label=_("Sign"),
    ),
    Transition(
        "fulfil",
        {SIGNED},
        FULFILLED,
        may=policies.leaves_it_to_the_system,
        label=_("Fulfilled"),
    ),
    Transition(
        "end_agreement",
        {DRAFT, PROPOSED, SIGNED},
        ENDED,
        may=policies.may_end,
        label=_("End the agreement"),
        needs_reason=True,
        is_danger=True,
    ),
)

AMENDMENT_WORKFLOW = Workflow(
    Transition(
        "sign_amendment",
        {WAITING},
        AmendmentStatus.SIGNED,
        may=policies.answers_amendment,
        label=_("Sign the amendment"),
    ),
    Transition(
        "decline_amendment",
        {WAITING},
        AmendmentStatus.DECLINED,
        may=policies.answers_amendment,
        label=_("Decline the amendment"),
        needs_reason=True,
    ),
    Transition(
        "withdraw_amendment",
        {WAITING},
        AmendmentStatus.WITHDRAWN,
        may=policies.proposed_amendment,
        label=_("Take the amendment back"),
    ),
)
