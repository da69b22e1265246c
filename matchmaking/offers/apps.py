from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OffersConfig(AppConfig):
    """Offers of assistance."""

    name = "matchmaking.offers"
    label = "offers"
    verbose_name = _("assistance offers")
