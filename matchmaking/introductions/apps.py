from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class IntroductionsConfig(AppConfig):
    """Introductions of the two sides of a match, and their conversation."""

    name = "matchmaking.introductions"
    label = "introductions"
    verbose_name = _("introductions")

    def ready(self) -> None:
        """Say who the parties are, tell people what happens, listen to what introductions need."""
        from matchmaking.disclosure.policies import register_parties
        from matchmaking.introductions import inbox, notices, receivers  # noqa: F401 (themselves)
        from matchmaking.introductions.parties import stages_of
        from matchmaking.introductions.views import panels as shown
        from matchmaking.matching import steps
        from matchmaking.writing import panels

        register_parties(stages_of)
        steps.register(shown.step_of_pair)
        panels.register("side", shown.tries_of_record)
