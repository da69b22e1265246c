"""What people are told of clocks, and of records that must be confirmed.

An e-mail says no more than that something waits: titles may be of drafts, or of members only.
"""

from collections.abc import Collection

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.notifications.kinds import Kind, register
from matchmaking.clocks.choices import WordStep
from matchmaking.clocks.models import Clock


def _known(user: User, ids: Collection[int]) -> list[int]:
    rows = Clock.objects.visible_to(user).filter(pk__in=ids)
    return list(rows.values_list("pk", flat=True))


REMINDER = register(
    Kind(
        name="clock_reminder",
        title=_("The time for a step that waits for me is nearly over"),
        text=_("%(count)s waiting for you, last day %(due_on)s: %(title)s"),
        mail=_("Something waits for you, and its time is nearly over"),
        known=_known,
    )
)
OVERDUE = register(
    Kind(
        name="clock_overdue",
        title=_("A step takes longer than it should"),
        text=_("%(count)s overdue, last day %(due_on)s: %(title)s"),
        mail=_("Something takes longer than it should"),
        known=_known,
    )
)
WORDS: dict[str, Kind] = {
    WordStep.ASKED: register(
        Kind(
            name="word_asked",
            title=_("Requests and offers of ours must be confirmed"),
            text=_("%(count)s to confirm by %(day)s: %(title)s"),
            mail=_("Does it still stand? Something your organisation published must be confirmed"),
        )
    ),
    WordStep.FADING: register(
        Kind(
            name="word_fading",
            title=_("Unconfirmed requests and offers of ours count for less"),
            text=_("%(count)s not confirmed in time; suggested to nobody from %(day)s: %(title)s"),
            mail=_("Something your organisation published was not confirmed in time"),
        )
    ),
    WordStep.GONE: register(
        Kind(
            name="word_gone",
            title=_("Unconfirmed requests and offers of ours are suggested no more"),
            text=_("%(count)s suggested to nobody until confirmed: %(title)s"),
            mail=_("Something your organisation published is suggested to nobody any more"),
        )
    ),
}
