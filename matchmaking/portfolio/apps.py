from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PortfolioConfig(AppConfig):
    """The portfolio by theme, region and country."""

    name = "matchmaking.portfolio"
    label = "portfolio"
    verbose_name = _("portfolio")
