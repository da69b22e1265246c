from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FollowingConfig(AppConfig):
    """Saved searches and their alerts."""

    name = "matchmaking.following"
    label = "following"
    verbose_name = _("saved searches")

    def ready(self) -> None:
        """Listen to what is published; name the kind of news, and what its links stop."""
        from matchmaking.following import notices, receivers  # noqa: F401 (register themselves)
