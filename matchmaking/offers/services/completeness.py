"""What an offer must say before States can act on it."""

import datetime
from collections.abc import Mapping

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from matchmaking.errors import DomainError
from matchmaking.offers.models import Offer

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


class IncompleteOffer(DomainError):
    """The offer cannot be submitted yet; `errors` says why, field by field."""

    message = _("Some answers are missing or cannot stand as they are. Complete them first.")

    def __init__(self, errors: Missing) -> None:
        super().__init__(field=next(iter(errors)))
        self.errors = errors


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
        "closes_on": _window_fault(offer.closes_on),
        **_missing_aftercare(offer),
    }
    return {field: message for field, message in found.items() if message}


def refuse_incomplete(offer: Offer) -> None:
    """Raise IncompleteOffer when something is missing."""
    if errors := missing_parts(offer):
        raise IncompleteOffer(errors)


def _missing_aftercare(offer: Offer) -> Missing:
    if not offer.lines.filter(kind__needs_upkeep=True).exists():
        return {}
    return {name: words for name, words in AFTERCARE.items() if not getattr(offer, name).strip()}


def _window_fault(closes_on: datetime.date | None) -> str | Promise:
    if closes_on is None:
        return _("Say until when delivery can start; the offer stays open until then.")
    if closes_on < timezone.localdate():
        return _("The last day lies in the past. Choose a later one.")
    return ""
