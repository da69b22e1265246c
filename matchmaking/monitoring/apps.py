from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MonitoringConfig(AppConfig):
    """Results frameworks, indicator values, their approval."""

    name = "matchmaking.monitoring"
    label = "monitoring"
    verbose_name = _("monitoring")

    def ready(self) -> None:
        """Listen to projects and agreements."""
        from matchmaking.monitoring import receivers  # noqa: F401 (models must be there first)
