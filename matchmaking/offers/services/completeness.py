"""What an offer must say before States can act on it."""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from matchmaking.offers.models import Offer
from matchmaking.writing.faults import closing_fault, currency_faults, window_faults

Missing = Mapping[str, str | Promise]
# BMS5, para 55: technology comes with training and maintenance. "Not included" is an answer too.
AFTERCARE = {
    "aftercare_training": _(
        "Equipment is offered: say what training comes with it, or write that none is included."
    ),
    "aftercare_maintenance": _(
        "Equipment is offered: say who maintains it, or write that this is not included."
    ),
    "aftercare_spare_parts": _(
        "Equipment is offered: say which spare parts and consumables come with it, or write that "
        "none are included."
    ),
}


def missing_parts(offer: Offer) -> dict[str, str | Promise]:
    """Return what keeps `offer` from being submitted, by field, in the order of the form.

    Nothing is asked that may not apply: no value, no conditions, no narrower eligibility.
    """
    found = {
        "title": "" if offer.title else _("Give the offer a title."),
        "description": ""
        if offer.description
        else _("Describe what is offered, how it is delivered, and what it should change."),
        "themes": "" if offer.themes.exists() else _("Choose at least one theme."),
        "lines": ""
        if offer.lines.exists()
        else _("Add at least one line that says what kind of assistance is offered."),
        "channel": "" if offer.channel else _("Choose the channel the assistance comes through."),
        "delivery_languages": ""
        if offer.delivery_languages
        else _("Choose at least one language in which the assistance can be given."),
        "closes_on": closing_fault(
            offer.closes_on,
            _("Say until when delivery can start; the offer stays open until then."),
        ),
        **_missing_aftercare(offer),
    }
    return {field: message for field, message in found.items() if message}


def contradictions(said: Mapping[str, Any]) -> dict[str, str | Promise]:
    """Return the answers that exclude each other, by field: not even a draft may hold them."""
    return {
        **window_faults(said, "opens_on", "closes_on"),
        **currency_faults(said, "value_minor"),
    }


def _missing_aftercare(offer: Offer) -> Missing:
    if not offer.lines.filter(kind__needs_upkeep=True).exists():
        return {}
    return {name: words for name, words in AFTERCARE.items() if not getattr(offer, name).strip()}
