from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CmsConfig(AppConfig):
    """The portal that fronts the marketplace."""

    name = "cms"
    verbose_name = _("portal")
