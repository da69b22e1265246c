from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportsConfig(AppConfig):
    """National reports as received."""

    name = "matchmaking.reports"
    label = "reports"
    verbose_name = _("national reports")
