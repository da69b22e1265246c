"""One offer: what its pages show, and what can be done with it."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.selectors import Person
from matchmaking.disclosure.views import DisclosedPages
from matchmaking.offers import policies, selectors, services
from matchmaking.offers.forms import StartForm
from matchmaking.offers.models import Offer
from matchmaking.vocabulary.selectors import country_choices
from matchmaking.writing.figures import figures_of
from matchmaking.writing.views import Act
from matchmaking.writing.views.facts import Fact, languages, listed, said_on, window
from matchmaking.writing.views.figures import shown

ACTS = {
    "submit": Act(services.submit_offer, _("Submitted to the secretariat.")),
    "publish": Act(services.publish_offer, _("Published.")),
    "return": Act(services.return_offer, _("Sent back to its owner."), takes_reason=True),
    "pause": Act(services.pause_offer, _("Paused."), takes_reason=True),
    "resume": Act(services.resume_offer, _("Open again.")),
    "withdraw": Act(services.withdraw_offer, _("Withdrawn."), takes_reason=True),
}


def answers_of(offer: Offer, user: Person) -> dict[str, Any]:
    """Return what every page shows that shows an offer, to anyone alike."""
    eligibility = selectors.eligibility_of(offer)
    states = eligibility.states
    return {
        "offer": offer,
        **_figures(offer),
        "facts": _facts(offer),
        "aftercare": _aftercare(offer),
        "eligibility": eligibility,
        "eligible_states": [name for code, name in country_choices() if code in states],
    }


def _figures(offer: Offer) -> dict[str, Any]:
    """Return what stands above the page, and the same line by line."""
    known = figures_of("offer", [offer.pk])[offer.pk]
    return shown(known, offer.lines.all())


def _facts(offer: Offer) -> list[Fact]:
    return [
        (_("Offered by"), offer.organisation),
        (_("Channel"), offer.get_channel_display()),
        (_("Delivery can start"), window(offer.opens_on, offer.closes_on)),
        (_("Languages of delivery"), languages(offer.delivery_languages)),
        (_("Themes"), listed(offer.themes.all())),
        (_("Written in"), languages([offer.language])),
        (_("Confirmed on"), said_on(offer)),
    ]


def _aftercare(offer: Offer) -> list[Fact]:
    """Return what comes with equipment; nothing where no goods are offered and nothing is said."""
    said: list[Fact] = [
        (_("Training with the equipment"), offer.aftercare_training),
        (_("Maintenance"), offer.aftercare_maintenance),
        (_("Spare parts and consumables"), offer.aftercare_spare_parts),
    ]
    has_goods = any(line.kind.needs_upkeep for line in offer.lines.all())
    return said if has_goods or any(words for _label, words in said) else []


PAGES = DisclosedPages(
    kind=services.OFFER,
    start_form=StartForm,
    organisations=policies.organisations_offered_for,
    detail_of=selectors.offer_detail,
    answers_of=answers_of,
    acts=ACTS,
)
