from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NeedsConfig(AppConfig):
    """Requests for assistance."""

    name = "matchmaking.needs"
    label = "needs"
    verbose_name = _("assistance requests")

    def ready(self) -> None:
        """Listen to the slices above, and tell the search what a request is."""
        from matchmaking.needs import receivers, search  # noqa: F401 (models must be there first)
