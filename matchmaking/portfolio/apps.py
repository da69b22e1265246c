from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PortfolioConfig(AppConfig):
    """The portfolio by theme, region and country."""

    name = "matchmaking.portfolio"
    label = "portfolio"
    verbose_name = _("portfolio")

    def ready(self) -> None:
        """Stand beside the other pages of the secretariat."""
        from matchmaking.desk import tabs

        tabs.register(_("Portfolio"), "portfolio:heat", place=60)
