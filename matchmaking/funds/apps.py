from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FundsConfig(AppConfig):
    """Funds, their rules in versions, their calls."""

    name = "matchmaking.funds"
    label = "funds"
    verbose_name = _("funds and calls")
