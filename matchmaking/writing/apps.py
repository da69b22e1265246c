"""Writing as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WritingConfig(AppConfig):
    """Writing together."""

    name = "matchmaking.writing"
    verbose_name = _("Writing together")

    def ready(self) -> None:
        """Show the notes verbales of a record beside it; listen to who leaves."""
        from matchmaking.writing import panels, receivers  # noqa: F401 (registers itself)
        from matchmaking.writing.notes.views import signed_notes

        panels.register("side", signed_notes)
