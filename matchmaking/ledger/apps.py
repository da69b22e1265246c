from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LedgerConfig(AppConfig):
    """The double-entry ledger of the funds."""

    name = "matchmaking.ledger"
    label = "ledger"
    verbose_name = _("ledger")

    def ready(self) -> None:
        """Name what people are told of the books."""
        from matchmaking.ledger import notices  # noqa: F401 (models must be there first)
