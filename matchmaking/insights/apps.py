from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InsightsConfig(AppConfig):
    """Public dashboard and the views of States, donors, funds and bodies."""

    name = "matchmaking.insights"
    label = "insights"
    verbose_name = _("insights")

    def ready(self) -> None:
        """Listen to the slices below."""
        from matchmaking.insights import receivers  # noqa: F401 (models must be there first)
