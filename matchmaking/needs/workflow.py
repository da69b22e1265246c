"""The states of a request and who moves it between them: a table a delegate could check."""

from django.utils.translation import gettext_lazy as _

from matchmaking.needs.choices import NeedStatus
from matchmaking.needs.policies import leaves_it_to_the_system, moderates_needs, owns_need
from matchmaking.workflow import Transition, Workflow

DRAFT, SUBMITTED, PUBLISHED = NeedStatus.DRAFT, NeedStatus.SUBMITTED, NeedStatus.PUBLISHED

NEED_WORKFLOW = Workflow(
    Transition("submit", {DRAFT}, SUBMITTED, may=owns_need, label=_("Submit")),
    Transition("publish", {SUBMITTED}, PUBLISHED, may=moderates_needs, label=_("Publish")),
    Transition(
        "return",
        {SUBMITTED},
        DRAFT,
        may=moderates_needs,
        label=_("Send back"),
        needs_reason=True,
    ),
    Transition("meet", {PUBLISHED}, NeedStatus.MET, may=owns_need, label=_("Mark as met")),
    Transition(
        "withdraw",
        {SUBMITTED, PUBLISHED},
        NeedStatus.WITHDRAWN,
        may=owns_need,
        label=_("Withdraw"),
        is_danger=True,
    ),
    Transition(
        "expire",
        {PUBLISHED},
        NeedStatus.EXPIRED,
        may=leaves_it_to_the_system,
        label=_("Expire"),
    ),
)
