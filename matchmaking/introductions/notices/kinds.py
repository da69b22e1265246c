"""The kinds of news about introductions; an e-mail never says what was said."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.notifications.kinds import Kind, register
from matchmaking.introductions.models import Introduction


def known_introductions(user: User, ids: Iterable[int]) -> list[int]:
    """Return those of these introductions that `user` may know of now."""
    rows = Introduction.objects.visible_to(user).filter(pk__in=list(ids))
    return list(rows.values_list("pk", flat=True))


KINDS = (
    Kind(
        name="introduction_proposed",
        title=_("Somebody proposes an introduction"),
        text=_("%(proposer)s proposes an introduction: “%(need)s” and “%(offer)s”"),
        mail=_("An introduction is proposed to your organisation"),
        known=known_introductions,
    ),
    Kind(
        name="introduction_accepted",
        title=_("An introduction is accepted"),
        text=_("The introduction of “%(need)s” and “%(offer)s” was accepted"),
        mail=_("A side has accepted an introduction"),
        known=known_introductions,
    ),
    Kind(
        name="introduction_to_make",
        title=_("Parties are to be introduced"),
        text=_("Both sides accepted: introduce “%(need)s” and “%(offer)s”"),
        mail=_("Two parties are waiting to be introduced"),
        known=known_introductions,
    ),
    Kind(
        name="introduction_made",
        title=_("The parties are introduced"),
        text=_("You are introduced: “%(need)s” and “%(offer)s”. The conversation is open."),
        mail=_("You have been introduced: the conversation is open"),
        known=known_introductions,
    ),
    Kind(
        name="introduction_over",
        title=_("An introduction was declined or ended"),
        text=_("“%(need)s” and “%(offer)s”: %(status)s. %(reason)s"),
        mail=_("An introduction of your organisation is over"),
        known=known_introductions,
    ),
    Kind(
        name="introduction_message",
        title=_("Something new in a conversation"),
        text=_("%(who)s wrote in the conversation on “%(need)s”"),
        mail=_("There is something new in a conversation of yours"),
        known=known_introductions,
    ),
    Kind(
        name="introduction_question",
        title=_("The other side asks a question"),
        text=_("%(who)s asks a question about “%(need)s”, to be answered by %(day)s"),
        mail=_("You are asked a question in a conversation"),
        known=known_introductions,
    ),
    Kind(
        name="introduction_question_due",
        title=_("A question is to be answered soon, or is overdue"),
        text=_("A question about “%(need)s” was to be answered by %(day)s"),
        mail=_("A question in a conversation waits for an answer"),
        known=known_introductions,
    ),
    Kind(
        name="introduction_fact",
        title=_("A fact is proposed or answered"),
        text=_("A fact in the conversation on “%(need)s”: %(status)s"),
        mail=_("A fact in a conversation waits for you, or was answered"),
        known=known_introductions,
    ),
    Kind(
        name="introduction_seat",
        title=_("A broker is invited into a conversation"),
        text=_("%(who)s invites you into the conversation on “%(need)s”"),
        mail=_("You are invited into a conversation"),
        known=known_introductions,
    ),
    Kind(
        name="introduction_record_closed",
        title=_("The request or the offer of an introduction is closed"),
        text=_("“%(need)s” and “%(offer)s”: one of them is no longer open"),
        mail=_("A request or an offer that you talk about is no longer open"),
        known=known_introductions,
    ),
)
for _kind in KINDS:
    register(_kind)
