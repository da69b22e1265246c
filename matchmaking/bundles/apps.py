from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BundlesConfig(AppConfig):
    """Bundles of offers and triangular cooperation."""

    name = "matchmaking.bundles"
    label = "bundles"
    verbose_name = _("bundles")
