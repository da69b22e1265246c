from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AdministrationConfig(AppConfig):
    """The desk of the funds' administrators."""

    name = "matchmaking.administration"
    label = "administration"
    verbose_name = _("fund desk")
