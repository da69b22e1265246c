from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CmsConfig(AppConfig):
    """The portal that fronts the marketplace."""

    name = "cms"
    verbose_name = _("portal")

    def ready(self) -> None:
        """Put the meetings that articles announce into the public calendar."""
        from cms.selectors import meetings  # the models come first
        from matchmaking.opendata.calendars import register_meetings

        register_meetings(meetings)
