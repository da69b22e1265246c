from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportsConfig(AppConfig):
    """National reports as received."""

    name = "matchmaking.reports"
    label = "reports"
    verbose_name = _("national reports")

    def ready(self) -> None:
        """Tell the home page what waits for whom."""
        from accounts import panels  # models must be there first
        from matchmaking.reports.views.panels import reports_to_review

        panels.register(reports_to_review)
