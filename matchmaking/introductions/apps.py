from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class IntroductionsConfig(AppConfig):
    """Introductions of the two sides of a match, and their conversation."""

    name = "matchmaking.introductions"
    label = "introductions"
    verbose_name = _("introductions")

    def ready(self) -> None:
        """Tell people what happens."""
        from matchmaking.introductions import notices  # noqa: F401 (registers its kinds)
