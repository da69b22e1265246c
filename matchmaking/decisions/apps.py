from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DecisionsConfig(AppConfig):
    """Committee, ranking, decisions, conditions, appeals."""

    name = "matchmaking.decisions"
    label = "decisions"
    verbose_name = _("decisions")

    def ready(self) -> None:
        """Let members read what they decide on; show decisions; say what waits for whom."""
        from accounts.notifications import inbox as tasks  # models must be there first
        from matchmaking.applications import access as applications
        from matchmaking.applications import panels as pages
        from matchmaking.decisions import notices, panels, receivers  # noqa: F401
        from matchmaking.decisions.access import sat_on
        from matchmaking.decisions.inbox import SOURCES
        from matchmaking.funds import panels as calls
        from matchmaking.reviews import access as reviews

        applications.register_readers(sat_on)
        reviews.register_readers(sat_on)
        pages.register("side", panels.of_application)
        calls.register("call_side", panels.of_call)
        for source in SOURCES:
            tasks.register(source)
