from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ApplicationsConfig(AppConfig):
    """Applications to calls, screening, conflicts of interest."""

    name = "matchmaking.applications"
    label = "applications"
    verbose_name = _("applications")
