from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ClocksConfig(AppConfig):
    """Target times of the stages, reminders, escalations, the public register."""

    name = "matchmaking.clocks"
    label = "clocks"
    verbose_name = _("clocks")
