from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MatchingConfig(AppConfig):
    """Suggestions with reasons."""

    name = "matchmaking.matching"
    label = "matching"
    verbose_name = _("matching")
