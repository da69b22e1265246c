"""Coaching as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoachingConfig(AppConfig):
    """Coaching."""

    name = "matchmaking.coaching"
    verbose_name = _("Coaching")
