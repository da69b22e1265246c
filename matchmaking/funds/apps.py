from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FundsConfig(AppConfig):
    """Funds, their rules in versions, their calls."""

    name = "matchmaking.funds"
    label = "funds"
    verbose_name = _("funds and calls")

    def ready(self) -> None:
        """Word what is told, say what waits, and show which calls fit."""
        from accounts.notifications import inbox  # models must be there first
        from matchmaking.funds import notices, panels  # noqa: F401 (notices register themselves)
        from matchmaking.funds.inbox import SOURCES
        from matchmaking.projects import panels as of_proposals
        from matchmaking.writing import panels as of_records

        of_records.register("side", panels.beside_need)
        of_proposals.register("side", panels.beside_proposal)
        for source in SOURCES:
            inbox.register(source)
