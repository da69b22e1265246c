"""Writing as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WritingConfig(AppConfig):
    """Writing together."""

    name = "matchmaking.writing"
    verbose_name = _("Writing together")
