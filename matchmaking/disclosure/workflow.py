"""The states of a request for disclosure and who moves it between them."""

from django.utils.translation import gettext_lazy as _

from accounts.policies import belongs_to
from accounts.selectors import Person
from matchmaking.disclosure.choices import AskStatus
from matchmaking.disclosure.models import Ask
from matchmaking.disclosure.policies import answers_asks
from matchmaking.disclosure.selectors import record_of
from matchmaking.workflow import Transition, Workflow


def answers(user: Person, ask: Ask) -> bool:
    """Say whether `user` answers for the record that is asked about."""
    return answers_asks(user, record_of(ask))


def asked(user: Person, ask: Ask) -> bool:
    """Say whether `user` belongs to the organisation that asks."""
    return belongs_to(user, ask.organisation_id)


OPEN, GRANTED = AskStatus.OPEN, AskStatus.GRANTED

ASK_WORKFLOW = Workflow(
    Transition("disclose", {OPEN}, GRANTED, may=answers, label=_("Let them read")),
    Transition(
        "decline",
        {OPEN},
        AskStatus.DECLINED,
        may=answers,
        label=_("Decline"),
        needs_reason=True,
    ),
    Transition(
        "take_back",
        {OPEN},
        AskStatus.TAKEN_BACK,
        may=asked,
        label=_("Take the request back"),
    ),
    Transition(
        "keep_back",
        {GRANTED},
        AskStatus.ENDED,
        may=answers,
        label=_("Keep back again"),
        is_danger=True,
    ),
)
