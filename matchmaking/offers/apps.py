from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OffersConfig(AppConfig):
    """Offers of assistance."""

    name = "matchmaking.offers"
    label = "offers"
    verbose_name = _("assistance offers")

    def ready(self) -> None:
        """Tell the search what an offer is, and the home page what waits for whom."""
        from accounts.notifications import inbox  # models must be there first
        from matchmaking.offers import notices, search, sheets  # noqa: F401 (register themselves)
        from matchmaking.offers.forms import OfferEditor
        from matchmaking.offers.services import OFFER
        from matchmaking.offers.views.inbox import SOURCES
        from matchmaking.writing import forms, records

        records.register(OFFER)
        forms.register(OfferEditor)
        for source in SOURCES:
            inbox.register(source)
