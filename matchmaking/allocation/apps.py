from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AllocationConfig(AppConfig):
    """Scenarios of allocation."""

    name = "matchmaking.allocation"
    label = "allocation"
    verbose_name = _("allocation")
