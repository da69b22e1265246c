from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OpendataConfig(AppConfig):
    """IATI activities, open tables, feeds, calendars."""

    name = "matchmaking.opendata"
    label = "opendata"
    verbose_name = _("open data")

    def ready(self) -> None:
        """Listen to what must not be published any more; stand beside what is monitored."""
        from matchmaking.monitoring import panels as monitoring
        from matchmaking.opendata import panels, receivers  # noqa: F401

        monitoring.register("side", 90, panels.of_undertaking)
