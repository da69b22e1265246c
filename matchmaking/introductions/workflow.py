"""The states of an introduction and who moves it between them.

A move by letter is a move of its own: somebody records for a side what it has signed on paper,
and the history says so.
"""

from django.utils.translation import gettext_lazy as _

from accounts.selectors import Person
from matchmaking.introductions import policies
from matchmaking.introductions.choices import ENDABLE, IntroductionStatus
from matchmaking.introductions.models import Introduction
from matchmaking.workflow import Transition, Workflow

PROPOSED, ACCEPTED = IntroductionStatus.PROPOSED, IntroductionStatus.ACCEPTED
CONVERSATION, AGREED = IntroductionStatus.CONVERSATION, IntroductionStatus.AGREED
DECLINED, ENDED = IntroductionStatus.DECLINED, IntroductionStatus.ENDED
BY_LETTER = "_by_letter"


def leaves_it_to_the_system(user: Person, introduction: Introduction) -> bool:
    """Say no: this follows from what happens to the agreement."""
    return False


INTRODUCTION_WORKFLOW = Workflow(
    # A broker's proposal needs the yes of both sides; the first one moves nothing yet.
    Transition("accept_first", {PROPOSED}, PROPOSED, may=policies.answers_first, label=_("Accept")),
    Transition("accept", {PROPOSED}, ACCEPTED, may=policies.answers_last, label=_("Accept")),
    Transition(
        "turn_down",
        {PROPOSED},
        DECLINED,
        may=policies.answers,
        label=_("Decline"),
        needs_reason=True,
    ),
    Transition(
        "introduce",
        {ACCEPTED},
        CONVERSATION,
        may=policies.brokers,
        label=_("Introduce the parties"),
    ),
    Transition(
        "conclude",
        {CONVERSATION},
        AGREED,
        may=policies.may_conclude,
        label=_("Agreed"),
    ),
    Transition(
        "reopen_talks",
        {AGREED},
        CONVERSATION,
        may=leaves_it_to_the_system,
        label=_("Back in conversation"),
    ),
    Transition(
        "end",
        ENDABLE,
        ENDED,
        may=policies.may_end,
        label=_("End the introduction"),
        needs_reason=True,
        is_danger=True,
    ),
    Transition(
        "accept_first_by_letter",
        {PROPOSED},
        PROPOSED,
        may=policies.records_first_answer,
        label=_("Record a letter of acceptance"),
    ),
    Transition(
        "accept_by_letter",
        {PROPOSED},
        ACCEPTED,
        may=policies.records_last_answer,
        label=_("Record a letter of acceptance"),
    ),
    Transition(
        "turn_down_by_letter",
        {PROPOSED},
        DECLINED,
        may=policies.records_answers,
        label=_("Record a letter of refusal"),
        needs_reason=True,
    ),
    Transition(
        "introduce_by_letter",
        {ACCEPTED},
        CONVERSATION,
        may=policies.brokers,
        label=_("Record the letter of introduction"),
    ),
    Transition(
        "end_by_letter",
        ENDABLE,
        ENDED,
        may=policies.may_end,
        label=_("Record a letter that ends it"),
        needs_reason=True,
        is_danger=True,
    ),
)
