from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from search import lexicon


class VocabularyConfig(AppConfig):
    """The words every slice shares."""

    name = "matchmaking.vocabulary"
    label = "vocabulary"
    verbose_name = _("vocabulary")

    def ready(self) -> None:
        """Listen for edits, and teach the search the terms of the field."""
        from matchmaking.vocabulary import receivers, selectors  # noqa: F401 (models come first)

        lexicon.register_provider(selectors.concept_rows)
