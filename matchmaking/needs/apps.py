from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NeedsConfig(AppConfig):
    """Requests for assistance."""

    name = "matchmaking.needs"
    label = "needs"
    verbose_name = _("assistance requests")

    def ready(self) -> None:
        """Listen to other slices; tell the search what a request is, and people what waits."""
        from accounts.notifications import inbox  # models must be there first
        from matchmaking.needs import notices, receivers, search, sheets  # noqa: F401
        from matchmaking.needs.forms import NeedEditor
        from matchmaking.needs.renewal import receivers as renewal_receivers  # noqa: F401
        from matchmaking.needs.renewal.inbox import CONFIRM
        from matchmaking.needs.renewal.views.side import line_of_need
        from matchmaking.needs.services import NEED
        from matchmaking.needs.views.inbox import SOURCES
        from matchmaking.writing import forms, panels, records

        records.register(NEED)
        forms.register(NeedEditor)
        for source in (*SOURCES, CONFIRM):
            inbox.register(source)
        panels.register("side", line_of_need)
