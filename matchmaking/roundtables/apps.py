from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RoundtablesConfig(AppConfig):
    """Round tables, their dossiers and outcomes."""

    name = "matchmaking.roundtables"
    label = "roundtables"
    verbose_name = _("round tables")
