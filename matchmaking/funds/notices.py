"""How what happens to calls is told."""

from collections.abc import Collection, Iterable

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.notifications.kinds import Kind, register
from matchmaking.funds.models import Call


def known_calls(user: User, ids: Collection[int]) -> Iterable[int]:
    """Return those of these calls that `user` may know of."""
    return Call.objects.visible_to(user).filter(pk__in=ids).values_list("pk", flat=True)


register(
    Kind(
        name="call_changed",
        title=_("A call that I follow is changed"),
        text=_("“%(title)s”: the call was changed; its page says what and why"),
        mail=_("A call for proposals that you follow was changed"),
        known=known_calls,
    )
)
register(
    Kind(
        name="call_closed",
        title=_("A call that I follow is closed"),
        text=_("“%(title)s”: the call takes no proposals any more"),
        mail=_("A call for proposals that you follow was closed"),
        known=known_calls,
    )
)
register(
    Kind(
        name="call_extended",
        title=_("A deadline that concerns me is extended"),
        text=_("“%(title)s”: there is more time; the page of the call says until when"),
        mail=_("The deadline of a call for proposals was extended"),
        known=known_calls,
    )
)
register(
    Kind(
        name="call_question",
        title=_("Somebody asks about a call of my fund"),
        text=_("“%(title)s”: a question waits for an answer"),
        mail=_("A question about a call for proposals waits for you"),
        known=known_calls,
    )
)
register(
    Kind(
        name="call_answer",
        title=_("A question about a call that I follow is answered"),
        text=_("“%(title)s”: a question is answered"),
        mail=_("A question about a call for proposals was answered"),
        known=known_calls,
    )
)
