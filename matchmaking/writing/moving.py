"""Whom the moves of a record are told to, and how each slice words them."""

from collections.abc import Callable, Collection, Mapping
from functools import partial
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import Promise

from accounts.choices import OrganisationKind, Role
from accounts.models import Membership, User
from accounts.notifications.kinds import Frequency, Kind, register
from accounts.notifications.services import notify
from matchmaking.writing.models import Record
from matchmaking.writing.records import RecordKind, kind_named


class Wording(NamedTuple):
    """How a move is told: on the page of choices, in the app (with %(title)s), by e-mail."""

    title: str | Promise
    text: str | Promise
    mail: str | Promise
    frequency: Frequency = Frequency.AT_ONCE


def register_moves(name: str, moves: Mapping[str, Wording]) -> None:
    """Name the moves of a kind of record that people are told of."""
    for move, wording in moves.items():
        register(
            Kind(
                name=f"{name}_{move}",
                title=wording.title,
                text=wording.text,
                mail=wording.mail,
                frequency=wording.frequency,
                known=partial(_known, name),
            )
        )


def tell_of_move(kind: RecordKind[Any], record: Record, move: str, *, actor: User | None) -> None:
    """Tell the brokers what waits for them, and its owners what became of a record."""
    if move not in TOLD_TO:
        return
    notify(
        f"{kind.name}_{move}",
        recipients=[user for user in TOLD_TO[move](kind, record) if user != actor],
        key=f"{kind.name}:{record.pk}:{move}:{record.version}",
        subject_id=record.pk,
        url=reverse(f"{kind.namespace}:detail", args=[record.pk]),
        params={"title": str(record)},
    )


def _owners(kind: RecordKind[Any], record: Record) -> list[User]:
    """Return those who work on the record as it is now."""
    people = _working(organisation=record.organisation_id)
    return [user for user in people if kind.may_edit(user, record)]


def _brokers(kind: RecordKind[Any], record: Record) -> list[User]:
    return list(_working(organisation__kind=OrganisationKind.SECRETARIAT, role=Role.BROKER))


def _working(**where: Any) -> QuerySet[User]:
    memberships = Membership.objects.filter(ended_at=None, **where)
    return User.objects.filter(pk__in=memberships.values("user"), is_active=True)


def _known(name: str, user: User, ids: Collection[int]) -> list[int]:
    return list(kind_named(name).visible_to(user).filter(pk__in=ids).values_list("pk", flat=True))


TOLD_TO: dict[str, Callable[[RecordKind[Any], Record], list[User]]] = {
    "submit": _brokers,
    "publish": _owners,
    "return": _owners,
    "expire": _owners,
}
