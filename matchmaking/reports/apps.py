from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportsConfig(AppConfig):
    """National reports as received."""

    name = "matchmaking.reports"
    label = "reports"
    verbose_name = _("national reports")

    def ready(self) -> None:
        """Tell the home page what waits for whom."""
        from accounts.notifications import inbox  # models must be there first
        from matchmaking.reports.views.inbox import SOURCES

        for source in SOURCES:
            inbox.register(source)
