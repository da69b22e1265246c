from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ObservationsConfig(AppConfig):
    """Observations after closure."""

    name = "matchmaking.observations"
    label = "observations"
    verbose_name = _("observations after closure")
