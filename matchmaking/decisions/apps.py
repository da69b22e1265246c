from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DecisionsConfig(AppConfig):
    """Committee, ranking, decisions, conditions, appeals."""

    name = "matchmaking.decisions"
    label = "decisions"
    verbose_name = _("decisions")
