from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ClearanceConfig(AppConfig):
    """Checks before parties are introduced, and name screening."""

    name = "matchmaking.clearance"
    label = "clearance"
    verbose_name = _("checks before an introduction")
