from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BundlesConfig(AppConfig):
    """Bundles of offers and triangular cooperation."""

    name = "matchmaking.bundles"
    label = "bundles"
    verbose_name = _("bundles")

    def ready(self) -> None:
        """Show bundles on the desk."""
        from matchmaking.bundles.panels import on_the_desk  # models must be there first
        from matchmaking.desk import panels, tabs

        panels.register("need", on_the_desk)
        tabs.register(_("Bundles"), "bundles:list", place=35)
