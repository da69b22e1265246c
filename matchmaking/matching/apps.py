from django.apps import AppConfig
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _


class MatchingConfig(AppConfig):
    """Suggestions with reasons."""

    name = "matchmaking.matching"
    label = "matching"
    verbose_name = _("matching")

    def ready(self) -> None:
        """Connect the receivers."""
        import_string("matchmaking.matching.receivers.rematch_need")
