"""What of the records that are written here waits for whom; each slice names its own."""

import datetime
from collections.abc import Callable
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.functional import Promise

from accounts.choices import OrganisationKind
from accounts.models import User
from accounts.notifications.inbox import Source, Task
from matchmaking.writing.models import Record
from matchmaking.writing.records import kind_of
from matchmaking.writing.selectors import standing_of, term_in_force
from matchmaking.writing.traces import SignOff

Rows = Callable[[User], QuerySet[Any] | None]
# So long an organisation waits at most for the secretariat.
TIME_TO_PUBLISH = datetime.timedelta(days=5)


class Labels(NamedTuple):
    """What the tasks with a kind of record are called."""

    answer: str | Promise
    finish: str | Promise
    publish: str | Promise


def sources_of(name: str, labels: Labels, *, drafts: Rows, submitted: Rows) -> tuple[Source, ...]:
    """Return the tasks with records of one kind: answer, finish, and for the desk to publish.

    `drafts` and `submitted` are for one person, None where it is not for them to do.
    """

    def sent_back(user: User) -> QuerySet[Any] | None:
        rows = drafts(user)
        return None if rows is None else rows.exclude(return_reason="")

    def begun(user: User) -> QuerySet[Any] | None:
        rows = drafts(user)
        return None if rows is None else rows.filter(return_reason="")

    return (
        Source(f"answer_{name}", labels.answer, sent_back, own_task),
        Source(f"finish_{name}", labels.finish, begun, own_task),
        Source(
            f"publish_{name}", labels.publish, submitted, desk_task, OrganisationKind.SECRETARIAT
        ),
    )


def sign_source(name: str, label: str | Promise, owned: Rows) -> Source:
    """Return the task to sign again what was changed under its signature.

    `owned` is what one person answers for, None where they answer for nothing.
    """

    def voided(user: User) -> QuerySet[Any] | None:
        rows = owned(user)
        if rows is None:
            return None
        unsigned = SignOff.objects.left_unsigned(name).values("record_id")
        return rows.filter(pk__in=unsigned, status__in=rows.model.EDITABLE)

    return Source(f"sign_{name}", label, voided, sign_task)


def confirm_source(name: str, label: str | Promise, owned: Rows) -> Source:
    """Return the task to say whether an open record still stands."""

    def asked(user: User) -> QuerySet[Any] | None:
        rows = owned(user)
        if rows is None:
            return None
        to_confirm = rows.model._default_manager.to_confirm(term_in_force(), timezone.localdate())
        return rows.filter(pk__in=to_confirm.values("pk"))

    return Source(f"confirm_{name}", label, asked, confirm_task)


def confirm_task(record: Record) -> Task:
    """Word an open record as a question to its owner, due before it counts for less."""
    standing = standing_of(record)
    return Task(
        pk=record.pk,
        text=str(record),
        url=kind_of(record).url("confirm", record),
        organisation_id=record.organisation_id,
        due_on=standing.fades_on if standing else None,
        since=record.confirmed_at or record.published_at,
    )


def sign_task(record: Record) -> Task:
    """Word a record whose signature no longer stands as a task of who answers for it."""
    return Task(
        pk=record.pk,
        text=str(record),
        url=kind_of(record).url("detail", record),
        organisation_id=record.organisation_id,
        since=record.updated_at,
    )


def own_task(record: Record) -> Task:
    """Word a draft as a task of its organisation."""
    kind = kind_of(record)
    why = {"reason": record.return_reason}
    return Task(
        pk=record.pk,
        text=str(record),
        url=kind.url("edit", record),
        organisation_id=record.organisation_id,
        since=record.updated_at,
        note=str(kind.words.sent_back) % why if record.return_reason else "",
    )


def desk_task(record: Record) -> Task:
    """Word a submitted record as a task of the secretariat."""
    waiting_since = record.submitted_at
    return Task(
        pk=record.pk,
        text=str(record),
        url=kind_of(record).url("detail", record),
        due_on=waiting_since.date() + TIME_TO_PUBLISH if waiting_since else None,
        since=waiting_since,
        note=str(record.party),
    )
