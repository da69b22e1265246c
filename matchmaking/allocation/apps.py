from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AllocationConfig(AppConfig):
    """Scenarios of allocation."""

    name = "matchmaking.allocation"
    label = "allocation"
    verbose_name = _("allocation")

    def ready(self) -> None:
        """Show the scenarios among the pages of the brokers, and what they propose on the desk."""
        from matchmaking.allocation import panels as ours  # models come first
        from matchmaking.desk import panels, tabs

        tabs.register(_("Allocation"), "allocation:list", 40)
        panels.register("need", ours.beside_the_need)
        panels.register("offer", ours.beside_the_offer)
