from django.apps import AppConfig
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _


class DeskConfig(AppConfig):
    """The queue of the brokers and their work on one request."""

    name = "matchmaking.desk"
    label = "desk"
    verbose_name = _("broker's desk")

    def ready(self) -> None:
        """Connect the receivers, name the news, and add the queue to the pages of the brokers."""
        from accounts.notifications import inbox
        from matchmaking.desk import tabs
        from matchmaking.desk.inbox import COME_BACK  # models come first

        import_string("matchmaking.desk.receivers.weigh_record")
        import_string("matchmaking.desk.notices.register")
        inbox.register(COME_BACK)
        tabs.register(_("Queue"), "desk:queue", 10)
