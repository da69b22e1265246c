from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class StudyConfig(AppConfig):
    """The study over a period, as a page and as papers."""

    name = "matchmaking.study"
    label = "study"
    verbose_name = _("study")
