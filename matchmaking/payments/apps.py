from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PaymentsConfig(AppConfig):
    """Projects, tranches, payments and contributions."""

    name = "matchmaking.payments"
    label = "payments"
    verbose_name = _("projects and payments")
