from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ClocksConfig(AppConfig):
    """Target times of the stages, reminders, escalations, the public register."""

    name = "matchmaking.clocks"
    label = "clocks"
    verbose_name = _("clocks")

    def ready(self) -> None:
        """Listen to the slices below, and show the clocks on their pages."""
        from accounts.notifications import inbox  # models must be there first
        from matchmaking.clocks import notices, panels, receivers  # noqa: F401
        from matchmaking.clocks.inbox import OVERDUE
        from matchmaking.introductions import panels as introduction_panels
        from matchmaking.writing import panels as record_panels

        inbox.register(OVERDUE)
        record_panels.register("side", panels.of_record)
        introduction_panels.register("side", panels.of_introduction)
        introduction_panels.register("side", panels.consent)
