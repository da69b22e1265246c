"""The states of a call, and who moves it: a table to be checked."""

from django.utils.translation import gettext_lazy as _

from matchmaking.funds.choices import CallStatus
from matchmaking.funds.policies import administers_call
from matchmaking.workflow import Transition, Workflow

CALL_WORKFLOW = Workflow(
    Transition(
        "publish", {CallStatus.DRAFT}, CallStatus.OPEN, may=administers_call, label=_("Publish")
    ),
    Transition(
        "close",
        {CallStatus.OPEN},
        CallStatus.CLOSED,
        may=administers_call,
        label=_("Close the call"),
        needs_reason=True,
        is_danger=True,
    ),
    Transition(
        "reopen",
        {CallStatus.CLOSED},
        CallStatus.OPEN,
        may=administers_call,
        label=_("Open again"),
        needs_reason=True,
    ),
    Transition(
        "decide_call",
        {CallStatus.CLOSED},
        CallStatus.DECIDED,
        may=administers_call,
        label=_("All applications are decided"),
    ),
    Transition(
        "archive_call",
        {CallStatus.DECIDED},
        CallStatus.ARCHIVED,
        may=administers_call,
        label=_("Put into the archive"),
    ),
)
