from django.apps import AppConfig
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _


class MatchingConfig(AppConfig):
    """Suggestions with reasons."""

    name = "matchmaking.matching"
    label = "matching"
    verbose_name = _("matching")

    def ready(self) -> None:
        """Connect the receivers, load the reasons, show duplicates where records are written."""
        from matchmaking.matching import panels as duplicates  # models come first
        from matchmaking.matching.tables import DATA, TABLES
        from matchmaking.vocabulary.services import add_dataset
        from matchmaking.writing import panels

        add_dataset(DATA, TABLES)
        import_string("matchmaking.matching.receivers.rematch_need")
        panels.register("beside", duplicates.beside_the_form)
        panels.register("check", duplicates.on_the_check_page)
        panels.register("side", duplicates.beside_the_detail)
        panels.register("side", duplicates.merged_here)
