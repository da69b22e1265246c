from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LessonsConfig(AppConfig):
    """Lessons, track record, suggestions."""

    name = "matchmaking.lessons"
    label = "lessons"
    verbose_name = _("lessons")
