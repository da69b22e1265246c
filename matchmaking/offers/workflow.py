"""The states of an offer and who moves it between them: a table a delegate could check."""

from django.utils.translation import gettext_lazy as _

from matchmaking.offers.choices import OfferStatus
from matchmaking.offers.policies import (
    leaves_it_to_the_system,
    moderates_offers,
    owns_offer,
    resumes_offer,
)
from matchmaking.workflow import Transition, Workflow

DRAFT, SUBMITTED, PUBLISHED = OfferStatus.DRAFT, OfferStatus.SUBMITTED, OfferStatus.PUBLISHED
PAUSED, EXHAUSTED = OfferStatus.PAUSED, OfferStatus.EXHAUSTED

OFFER_WORKFLOW = Workflow(
    Transition("submit", {DRAFT}, SUBMITTED, may=owns_offer, label=_("Submit")),
    Transition("publish", {SUBMITTED}, PUBLISHED, may=moderates_offers, label=_("Publish")),
    Transition(
        "return",
        {SUBMITTED},
        DRAFT,
        may=moderates_offers,
        label=_("Send back"),
        needs_reason=True,
    ),
    Transition("pause", {PUBLISHED}, PAUSED, may=owns_offer, label=_("Pause")),
    # The owner reopens what they paused; the ledger reopens what it had exhausted.
    Transition("resume", {PAUSED, EXHAUSTED}, PUBLISHED, may=resumes_offer, label=_("Resume")),
    Transition(
        "withdraw",
        {SUBMITTED, PUBLISHED, PAUSED, EXHAUSTED},
        OfferStatus.WITHDRAWN,
        may=owns_offer,
        label=_("Withdraw"),
        is_danger=True,
    ),
    Transition(
        "exhaust",
        {PUBLISHED},
        EXHAUSTED,
        may=leaves_it_to_the_system,
        label=_("Mark as exhausted"),
    ),
    Transition(
        "expire",
        {PUBLISHED, PAUSED, EXHAUSTED},
        OfferStatus.EXPIRED,
        may=leaves_it_to_the_system,
        label=_("Expire"),
    ),
)
