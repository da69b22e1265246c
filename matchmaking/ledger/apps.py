from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LedgerConfig(AppConfig):
    """The double-entry ledger of the funds."""

    name = "matchmaking.ledger"
    label = "ledger"
    verbose_name = _("ledger")

    def ready(self) -> None:
        """Name what people are told of the books, and lead to them from funds and projects."""
        from matchmaking.applications import panels as applications  # models must be there first
        from matchmaking.funds import panels as funds
        from matchmaking.ledger import notices, panels  # noqa: F401

        funds.register("fund_side", panels.of_fund)
        applications.register("side", panels.of_application)
