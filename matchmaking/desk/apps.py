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
        from matchmaking.clocks import facts, tries
        from matchmaking.clocks.choices import Outcome
        from matchmaking.desk import rests, tabs
        from matchmaking.desk.inbox import COME_BACK  # models come first
        from matchmaking.desk.models import Shortlisting

        import_string("matchmaking.desk.receivers.weigh_record")
        import_string("matchmaking.desk.notices.register")
        inbox.register(COME_BACK)
        tabs.register(_("Queue"), "desk:queue", 10)
        tabs.register(_("Introductions"), "introductions:list", 20)
        tabs.register(_("Checks"), "clearance:list", 25)
        tabs.register(_("Agreements"), "agreements:list", 30)
        tabs.register(_("Clocks"), "clocks:list", 70)
        facts.register_rests(rests.days_put_off)
        tries.register(Outcome.REJECTED, Shortlisting.objects.rejected, pair="", at="at")
