from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AdministrationConfig(AppConfig):
    """The desk of the funds' administrators."""

    name = "matchmaking.administration"
    label = "administration"
    verbose_name = _("fund desk")

    def ready(self) -> None:
        """Show the way to the trail beside an application."""
        from matchmaking.administration import panels as own  # models must be there first
        from matchmaking.applications import panels

        panels.register("side", own.way_to_the_trail)
