from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProgressConfig(AppConfig):
    """Work plans under way, risks, visits, traffic lights."""

    name = "matchmaking.progress"
    label = "progress"
    verbose_name = _("progress")
