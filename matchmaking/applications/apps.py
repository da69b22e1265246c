from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ApplicationsConfig(AppConfig):
    """Applications to calls, screening, conflicts of interest."""

    name = "matchmaking.applications"
    label = "applications"
    verbose_name = _("applications")

    def ready(self) -> None:
        """Look for conflicts, listen, and say what waits for whom."""
        from accounts.notifications import inbox as tasks  # models must be there first
        from matchmaking.applications import notices, receivers  # noqa: F401
        from matchmaking.applications.conflicts import finders  # noqa: F401
        from matchmaking.applications.inbox import SOURCES

        for source in SOURCES:
            tasks.register(source)
