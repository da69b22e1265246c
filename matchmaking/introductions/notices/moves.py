"""What people are told of the steps of an introduction."""

from collections.abc import Iterable

from django.urls import reverse

from accounts.models import User
from accounts.notifications.services import notify
from accounts.selectors import brokers
from matchmaking.introductions import policies
from matchmaking.introductions.models import Introduction
from matchmaking.introductions.notices.people import deciders, speakers


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


def tell_of_closed_record(introduction: Introduction, key: str) -> None:
    """Tell both sides and the brokers that what they talk about is not open any more."""
    people = [*deciders(introduction), *brokers()]
    tell("introduction_record_closed", introduction, people, None, key)


def tell(
    kind: str,
    introduction: Introduction,
    people: Iterable[User],
    actor: User | None,
    key: str,
    **params: str,
) -> None:
    """Tell these people, but not who did it; one row each for a key."""
    notify(
        kind,
        recipients=[one for one in people if one != actor],
        key=f"introduction:{introduction.pk}:{key}",
        subject_id=introduction.pk,
        url=reverse("introductions:detail", args=[introduction.pk]),
        params={"need": str(introduction.need), "offer": str(introduction.offer), **params},
        public={},
    )


def _tell(
    kind: str, introduction: Introduction, people: Iterable[User], actor: User | None
) -> None:
    tell(
        kind,
        introduction,
        people,
        actor,
        f"{introduction.version}:{kind}",
        proposer=str(introduction.proposed_for),
        status=str(introduction.get_status_display()),
        reason=str(introduction.reason or ""),
    )
