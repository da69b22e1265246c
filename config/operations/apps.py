from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OperationsConfig(AppConfig):
    """What operators see of the work in the background."""

    name = "config.operations"
    label = "operations"
    verbose_name = _("operations")

    def ready(self) -> None:
        """Make known what operators do, before the first thing anybody does is written down."""
        from config.operations import services  # noqa: F401
