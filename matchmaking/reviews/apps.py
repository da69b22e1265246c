from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReviewsConfig(AppConfig):
    """Reviews of applications."""

    name = "matchmaking.reviews"
    label = "reviews"
    verbose_name = _("reviews")

    def ready(self) -> None:
        """Let reviewers read what they review; listen; say what waits for whom."""
        from accounts.notifications import inbox as tasks  # models must be there first
        from matchmaking.applications import access
        from matchmaking.applications import panels as applications
        from matchmaking.funds import panels as calls
        from matchmaking.reviews import notices, panels, receivers  # noqa: F401
        from matchmaking.reviews.access import assigned
        from matchmaking.reviews.inbox import SOURCES

        access.register_readers(assigned)
        applications.register("side", panels.of_application)
        calls.register("call_actions", panels.of_call)
        for source in SOURCES:
            tasks.register(source)
