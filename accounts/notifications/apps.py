"""Notifications as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NotificationsConfig(AppConfig):
    """Tasks and notifications."""

    name = "accounts.notifications"
    verbose_name = _("Tasks and notifications")
