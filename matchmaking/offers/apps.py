from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OffersConfig(AppConfig):
    """Offers of assistance."""

    name = "matchmaking.offers"
    label = "offers"
    verbose_name = _("assistance offers")

    def ready(self) -> None:
        """Tell the search what an offer is."""
        from matchmaking.offers import search  # noqa: F401 (models must be there first)
