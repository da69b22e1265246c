from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class VocabularyConfig(AppConfig):
    """The words every slice shares."""

    name = "matchmaking.vocabulary"
    label = "vocabulary"
    verbose_name = _("vocabulary")

    def ready(self) -> None:
        """Listen for edits."""
        from matchmaking.vocabulary import receivers  # noqa: F401 (models must be there first)
