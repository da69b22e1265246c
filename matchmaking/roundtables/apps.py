from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RoundtablesConfig(AppConfig):
    """Round tables, their dossiers and outcomes."""

    name = "matchmaking.roundtables"
    label = "roundtables"
    verbose_name = _("round tables")

    def ready(self) -> None:
        """Name the news and the tasks; show round tables on the desk."""
        from accounts.notifications import inbox  # models must be there first
        from matchmaking.desk import panels, tabs
        from matchmaking.roundtables import notices, receivers  # noqa: F401 (register themselves)
        from matchmaking.roundtables.inbox import SOURCES
        from matchmaking.roundtables.panels import on_the_desk

        for source in SOURCES:
            inbox.register(source)
        panels.register("need", on_the_desk)
        tabs.register(_("Round tables"), "roundtables:list", place=50)
