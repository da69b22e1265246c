"""Disclosure as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DisclosureConfig(AppConfig):
    """Who sees what."""

    name = "matchmaking.disclosure"
    label = "disclosure"
    verbose_name = _("who sees what")
