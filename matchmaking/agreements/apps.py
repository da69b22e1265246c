from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AgreementsConfig(AppConfig):
    """Agreements, their lines, amendments and fulfilment."""

    name = "matchmaking.agreements"
    label = "agreements"
    verbose_name = _("agreements")
