from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProgressConfig(AppConfig):
    """Work plans under way, risks, visits, traffic lights."""

    name = "matchmaking.progress"
    label = "progress"
    verbose_name = _("progress")

    def ready(self) -> None:
        """Stand on the page of what is monitored; carry plans over; say what waits for whom."""
        from accounts.notifications import inbox as tasks  # models must be there first
        from matchmaking.monitoring import panels as monitoring
        from matchmaking.progress import notices, pages, panels, receivers  # noqa: F401
        from matchmaking.progress.inbox import SOURCES

        monitoring.register("story", 10, panels.lights)
        monitoring.register("story", 20, panels.story)
        monitoring.register("side", 10, panels.chronicle)
        pages.register()
        for source in SOURCES:
            tasks.register(source)
