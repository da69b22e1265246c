from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    """Finding records, whatever their language and the engine."""

    name = "search"
    verbose_name = _("search")
