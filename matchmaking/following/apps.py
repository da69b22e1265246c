"""Following as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FollowingConfig(AppConfig):
    """Following."""

    name = "matchmaking.following"
    verbose_name = _("Following")
