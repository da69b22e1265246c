"""The states of a renewal, and what its outcome does to the request."""

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from accounts.selectors import Person
from matchmaking.needs.choices import NeedStatus
from matchmaking.needs.policies import leaves_it_to_the_system, owns_need
from matchmaking.needs.renewal.choices import RenewalStatus
from matchmaking.needs.renewal.models import Renewal
from matchmaking.needs.services.record import NEED
from matchmaking.workflow import Transition, Workflow

WAITING, CONFIRMED = RenewalStatus.WAITING, RenewalStatus.CONFIRMED
DRAFT, SUBMITTED, PUBLISHED = NeedStatus.DRAFT, NeedStatus.SUBMITTED, NeedStatus.PUBLISHED
EXPIRED, WITHDRAWN = NeedStatus.EXPIRED, NeedStatus.WITHDRAWN


def confirms(user: Person, renewal: Renewal) -> bool:
    """Say whether `user` speaks for the State: its focal point."""
    return owns_need(user, renewal.need)


def no_person(user: Person, renewal: Renewal) -> bool:
    """Say no: this step is taken by the calendar or by the next report."""
    return False


RENEWAL_WORKFLOW = Workflow(
    Transition(
        "confirm",
        {WAITING, RenewalStatus.LAPSED},
        CONFIRMED,
        may=confirms,
        label=_("Confirm"),
    ),
    Transition("undo", {CONFIRMED}, WAITING, may=confirms, label=_("Take back")),
    Transition("lapse", {WAITING}, RenewalStatus.LAPSED, may=no_person, label=_("Lapse")),
    Transition("replace", {WAITING}, RenewalStatus.REPLACED, may=no_person, label=_("Replace")),
)

# What never was public does not become so by lapsing: it is set aside as withdrawn.
OUTCOMES = Workflow(
    Transition("lapse", {PUBLISHED}, EXPIRED, may=leaves_it_to_the_system, label=_("Lapse")),
    Transition("shelve", {DRAFT, SUBMITTED}, WITHDRAWN, may=owns_need, label=_("Set aside")),
    Transition(
        "reopen",
        {EXPIRED, NeedStatus.MET, WITHDRAWN},
        PUBLISHED,
        may=owns_need,
        label=_("Bring back"),
    ),
    Transition("resubmit", {WITHDRAWN}, SUBMITTED, may=owns_need, label=_("Bring back")),
    Transition("redraft", {EXPIRED, WITHDRAWN}, DRAFT, may=owns_need, label=_("Bring back")),
)
RENEWED = replace(NEED, workflow=OUTCOMES)
BACK_TO = {PUBLISHED: "reopen", SUBMITTED: "resubmit", DRAFT: "redraft"}
