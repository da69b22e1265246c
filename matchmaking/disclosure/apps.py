"""Disclosure as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DisclosureConfig(AppConfig):
    """Disclosure."""

    name = "matchmaking.disclosure"
    verbose_name = _("Disclosure")
