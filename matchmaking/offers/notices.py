"""How the moves of offers are told."""

from django.utils.translation import gettext_lazy as _

from accounts.notifications.kinds import Frequency
from matchmaking.writing.moving import Wording, register_moves

register_moves(
    "offer",
    {
        "submit": Wording(
            title=_("An offer waits to be published"),
            text=_("“%(title)s” waits to be published"),
            mail=_("An offer waits to be published"),
            frequency=Frequency.DAILY,
        ),
        "return": Wording(
            title=_("An offer of ours is sent back"),
            text=_("“%(title)s” was sent back by the secretariat"),
            mail=_("An offer of your organisation was sent back"),
        ),
        "publish": Wording(
            title=_("An offer of ours is published"),
            text=_("“%(title)s” is published"),
            mail=_("An offer of your organisation is published"),
        ),
        "expire": Wording(
            title=_("An offer of ours has expired"),
            text=_("“%(title)s” has expired"),
            mail=_("An offer of your organisation has expired"),
            frequency=Frequency.WEEKLY,
        ),
    },
)
