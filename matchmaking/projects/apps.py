from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProjectsConfig(AppConfig):
    """Proposals: results, work plan, budget, signatures."""

    name = "matchmaking.projects"
    label = "projects"
    verbose_name = _("proposals")

    def ready(self) -> None:
        """Say what waits for whom, and show on other pages what belongs there."""
        from accounts.notifications import inbox as tasks  # models must be there first
        from matchmaking.projects import notices  # noqa: F401
        from matchmaking.projects.inbox import SOURCES

        for source in SOURCES:
            tasks.register(source)
