"""Disclosure as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DisclosureConfig(AppConfig):
    """Who sees what."""

    name = "matchmaking.disclosure"
    label = "disclosure"
    verbose_name = _("who sees what")

    def ready(self) -> None:
        """Stand on the pages of records, tell people of requests, hear when a record is saved."""
        from matchmaking.disclosure import receivers, tasks  # noqa: F401 (register themselves)
        from matchmaking.disclosure.views import panels as shown
        from matchmaking.writing import panels

        for place in ("detail", "check", "print"):
            panels.register(place, shown.parts)
        panels.register("check", shown.wording)
        panels.register("form", shown.wording_of_saving)
        panels.register("side", shown.consent)
