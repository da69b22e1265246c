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
        from matchmaking.projects.coordination import contents as said_by_others
        from matchmaking.projects.coordination import inbox as coordination
        from matchmaking.projects.coordination import notices as endorsements  # noqa: F401
        from matchmaking.projects.coordination import panels as standing
        from matchmaking.projects.growing import panels as sources
        from matchmaking.projects.inbox import SOURCES
        from matchmaking.projects.papers import panels as papers

        said_by_others.register()
        for shown in (sources, standing, papers):
            shown.register()
        for source in (*SOURCES, *coordination.SOURCES):
            tasks.register(source)
