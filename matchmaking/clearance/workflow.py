"""The states of a check and who moves it between them."""

from django.utils.translation import gettext_lazy as _

from matchmaking.clearance.choices import CheckStatus
from matchmaking.clearance.policies import (
    clears_check,
    confirms_waiver,
    leaves_it_to_the_system,
    proposes_waiver,
    reopens_check,
)
from matchmaking.workflow import Transition, Workflow

OPEN, EXPIRED, FAILED = CheckStatus.OPEN, CheckStatus.EXPIRED, CheckStatus.FAILED
CLEARED, WAIVER, WAIVED = CheckStatus.CLEARED, CheckStatus.WAIVER, CheckStatus.WAIVED
DROPPED = CheckStatus.DROPPED

CHECK_WORKFLOW = Workflow(
    Transition(
        "clear", {OPEN, EXPIRED, FAILED, WAIVER}, CLEARED, may=clears_check, label=_("Clear")
    ),
    Transition(
        "fail",
        {OPEN, EXPIRED, WAIVER, CLEARED, WAIVED},
        FAILED,
        may=clears_check,
        label=_("Does not pass"),
        needs_reason=True,
        is_danger=True,
    ),
    Transition(
        "propose_waiver",
        {OPEN, EXPIRED},
        WAIVER,
        may=proposes_waiver,
        label=_("Propose to waive"),
        needs_reason=True,
    ),
    Transition("waive", {WAIVER}, WAIVED, may=confirms_waiver, label=_("Confirm the waiver")),
    Transition(
        "refuse_waiver",
        {WAIVER},
        OPEN,
        may=confirms_waiver,
        label=_("Refuse the waiver"),
        needs_reason=True,
    ),
    Transition(
        "reopen",
        {CLEARED, WAIVED, FAILED},
        OPEN,
        may=reopens_check,
        label=_("Open again"),
        needs_reason=True,
    ),
    # The calendar and the rules; `ask_again` is a rule that applies once more.
    Transition(
        "run_out", {CLEARED, WAIVED}, EXPIRED, may=leaves_it_to_the_system, label=_("Run out")
    ),
    Transition(
        "drop",
        {OPEN, EXPIRED, FAILED, WAIVER, CLEARED, WAIVED},
        DROPPED,
        may=leaves_it_to_the_system,
        label=_("No longer asked"),
    ),
    Transition("ask_again", {DROPPED}, OPEN, may=leaves_it_to_the_system, label=_("Ask again")),
)
