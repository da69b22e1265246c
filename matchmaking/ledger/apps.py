from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LedgerConfig(AppConfig):
    """The double-entry ledger of the funds."""

    name = "matchmaking.ledger"
    label = "ledger"
    verbose_name = _("ledger")
