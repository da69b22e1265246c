from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ApplicationsConfig(AppConfig):
    """Applications to calls, screening, conflicts of interest."""

    name = "matchmaking.applications"
    label = "applications"
    verbose_name = _("applications")

    def ready(self) -> None:
        """Look for conflicts, listen, and say what waits for whom."""
        from accounts import personal_data
        from accounts.notifications import inbox as tasks  # models must be there first
        from matchmaking.applications import access, elsewhere, notices, receivers, selectors  # noqa: F401
        from matchmaking.applications.conflicts import finders  # noqa: F401
        from matchmaking.applications.inbox import SOURCES
        from matchmaking.funds import panels as funds
        from matchmaking.funds import veils
        from matchmaking.projects import panels as projects

        personal_data.veil(selectors.recused_names)
        veils.register(access.of_conflicted)
        projects.register("side", elsewhere.of_proposal)
        funds.register("call_actions", elsewhere.of_call)
        funds.register("fit", elsewhere.of_fit)
        for source in SOURCES:
            tasks.register(source)
