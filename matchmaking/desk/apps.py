from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeskConfig(AppConfig):
    """The queue of the brokers and their work on one request."""

    name = "matchmaking.desk"
    label = "desk"
    verbose_name = _("broker's desk")
