"""How the moves of requests are told."""

from django.utils.translation import gettext_lazy as _

from accounts.notifications.kinds import Frequency
from matchmaking.writing.moving import Wording, register_moves

register_moves(
    "need",
    {
        "submit": Wording(
            title=_("A request waits to be published"),
            text=_("“%(title)s” waits to be published"),
            mail=_("A request waits to be published"),
            frequency=Frequency.DAILY,
        ),
        "return": Wording(
            title=_("A request of ours is sent back"),
            text=_("“%(title)s” was sent back by the secretariat"),
            mail=_("A request of your organisation was sent back"),
        ),
        "publish": Wording(
            title=_("A request of ours is published"),
            text=_("“%(title)s” is published"),
            mail=_("A request of your organisation is published"),
        ),
        "expire": Wording(
            title=_("A request of ours has expired"),
            text=_("“%(title)s” has expired"),
            mail=_("A request of your organisation has expired"),
            frequency=Frequency.WEEKLY,
        ),
    },
)
