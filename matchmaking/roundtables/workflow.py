"""The states of a round table."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from matchmaking.roundtables.choices import IN_PREPARATION, RoundTableStatus
from matchmaking.roundtables.policies import prepares_round_tables
from matchmaking.workflow import Transition, Workflow

ROUND_TABLE_WORKFLOW = Workflow(
    Transition(
        "invite",
        {RoundTableStatus.PLANNED},
        RoundTableStatus.INVITED,
        may=prepares_round_tables,
        label=_("Send the invitations"),
    ),
    Transition(
        "hold",
        {RoundTableStatus.INVITED},
        RoundTableStatus.HELD,
        may=prepares_round_tables,
        label=_("It has been held"),
    ),
    Transition(
        "close",
        {RoundTableStatus.HELD},
        RoundTableStatus.CLOSED,
        may=prepares_round_tables,
        label=pgettext_lazy("a round table", "Close"),
    ),
    Transition(
        "cancel",
        IN_PREPARATION,
        RoundTableStatus.CANCELLED,
        may=prepares_round_tables,
        label=_("Cancel the round table"),
        needs_reason=True,
        is_danger=True,
    ),
)
