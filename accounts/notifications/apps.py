from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NotificationsConfig(AppConfig):
    """What waits for a person, and what they are told."""

    name = "accounts.notifications"
    label = "notifications"
    verbose_name = _("tasks and notifications")

    def ready(self) -> None:
        """Name the kinds and the ways to stop e-mails that belong here."""
        from accounts.notifications import own  # noqa: F401 (registers itself)
