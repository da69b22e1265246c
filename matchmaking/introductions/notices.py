"""What the parties and the brokers are told; an e-mail never says what was said."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, User
from accounts.notifications.kinds import Kind, register
from accounts.notifications.services import notify
from accounts.selectors import brokers
from matchmaking.introductions import policies
from matchmaking.introductions.choices import Side
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
)
for kind in KINDS:
    register(kind)


def tell_of_proposal(introduction: Introduction, actor: User) -> None:
    """Tell the sides that have to answer, and the brokers."""
    waiting = policies.waiting_sides(introduction)
    people = [*deciders(introduction, waiting), *brokers()]
    _tell("introduction_proposed", introduction, people, actor)


def tell_of_yes(introduction: Introduction, actor: User) -> None:
    """Tell both sides that one said yes; tell the brokers once both have."""
    _tell("introduction_accepted", introduction, deciders(introduction), actor)
    if not policies.waiting_sides(introduction):
        _tell("introduction_to_make", introduction, brokers(), actor)


def tell_of_introduction(introduction: Introduction, actor: User) -> None:
    """Tell everyone who speaks for a side that they can talk."""
    _tell("introduction_made", introduction, speakers(introduction), actor)


def tell_of_end(introduction: Introduction, actor: User | None) -> None:
    """Tell both sides and their broker that it was declined or ended, and why."""
    people = deciders(introduction)
    if introduction.broker and introduction.broker in set(brokers()):
        people.append(introduction.broker)
    _tell("introduction_over", introduction, people, actor)


def deciders(introduction: Introduction, sides: Iterable[str] = Side.values) -> list[User]:
    """Return those who answer for these sides."""
    found = []
    for side in sides:
        people = _members(introduction, side)
        found += [one for one in people if side in policies.decides_for(one, introduction)]
    return found


def speakers(introduction: Introduction, sides: Iterable[str] = Side.values) -> list[User]:
    """Return those who speak for these sides."""
    found = []
    for side in sides:
        people = _members(introduction, side)
        found += [one for one in people if policies.spoken_side(one, introduction) == side]
    return found


def _members(introduction: Introduction, side: str) -> list[User]:
    record = introduction.need if side == Side.RECIPIENT else introduction.offer
    organisation: Organisation = record.organisation
    rows = organisation.memberships.filter(ended_at=None, user__is_active=True)
    return list({row.user_id: row.user for row in rows.select_related("user")}.values())


def _tell(kind: str, introduction: Introduction, people: Iterable[User], actor: Any) -> None:
    notify(
        kind,
        recipients=[one for one in people if one != actor],
        key=f"introduction:{introduction.pk}:{introduction.version}:{kind}",
        subject_id=introduction.pk,
        url=reverse("introductions:detail", args=[introduction.pk]),
        params={
            "need": str(introduction.need),
            "offer": str(introduction.offer),
            "proposer": str(introduction.proposed_for),
            "status": str(introduction.get_status_display()),
            "reason": str(introduction.reason or ""),
        },
        public={},
    )
