from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NeedsConfig(AppConfig):
    """Requests for assistance."""

    name = "matchmaking.needs"
    label = "needs"
    verbose_name = _("assistance requests")
