from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    """People, organisations, memberships."""

    name = "accounts"
    label = "accounts"
    verbose_name = _("people and organisations")
