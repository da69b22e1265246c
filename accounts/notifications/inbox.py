"""Tasks: what waits for a person to do. Each part of the site registers the sources it knows.

    register(Source(name="publish_need", label=_("Publish a request"), rows=..., task=...))

A source tells which records wait for this very person, as a queryset that is not asked yet; so
all sources are counted in one query. A task is done when its record is no longer in there.
"""

import datetime
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import QuerySet
from django.db.models.expressions import RawSQL
from django.utils import timezone
from django.utils.functional import Promise

from accounts.knowing import Ids, compiled
from accounts.models import Membership, Organisation, User
from accounts.notifications.models import TaskHolder
from accounts.selectors import Person, memberships_of, organisation_ids

Text = str | Promise
MOST_OF_A_SOURCE = 500  # an inbox longer than this is not read to its end by anybody


@dataclass(frozen=True)
class Task:
    """One thing to do; `organisation_id` is whose work it is, `due_on` the last day for it."""

    pk: int
    text: Text
    url: str
    organisation_id: int | None = None
    due_on: datetime.date | None = None
    since: datetime.datetime | None = None
    note: Text = ""
    badge: tuple[str, Text] | None = None
    # Added by the inbox.
    source: "Source | None" = None
    holder: TaskHolder | None = None
    organisation: Organisation | None = None

    @property
    def urgency(self) -> tuple[datetime.date, float]:
        """What sorts tasks: the nearest last day first, then the longest waiting."""
        return self.due_on or datetime.date.max, self.since.timestamp() if self.since else 0.0

    @property
    def holder_id(self) -> int | None:
        """Who has taken it, or was given it."""
        return self.holder.user_id if self.holder else None

    @property
    def is_overdue(self) -> bool:
        """Whether its last day is over."""
        return self.due_on is not None and self.due_on < timezone.localdate()


@dataclass(frozen=True)
class Source:
    """A kind of task: which records wait for a person, and how one reads as a task.

    `desk` is the kind of organisation whose work it is, where a task names none itself.
    """

    name: str
    label: Text
    rows: Callable[[User], QuerySet[Any] | None]
    task: Callable[[Any], Task]
    desk: str = ""


_sources: dict[str, Source] = {}


def register(source: Source) -> Source:
    """Add a kind of task; a name that another kind has would hide its tasks, so it is refused."""
    if _sources.get(source.name, source) != source:
        raise ValueError(f"Two kinds of task are named {source.name}.")
    _sources[source.name] = source
    return source


def all_sources() -> list[Source]:
    """Return every kind of task, in the order of registration."""
    return list(_sources.values())


def source_named(name: str) -> Source | None:
    """Return the kind of task, or None for one that nobody registered."""
    return _sources.get(name)


def tasks_for(user: Person) -> list[Task]:
    """Return all that waits for `user` or colleagues: a query for each source, one for holders."""
    if not isinstance(user, User):
        return []
    holders = {(row.source, row.subject_id): row for row in _held_in(user)}
    return [
        replace(_placed(user, source, row), holder=holders.get((source.name, row.pk)))
        for source, rows in _asked(user, all_sources())
        for row in rows[:MOST_OF_A_SOURCE]
    ]


def waiting_for(user: User) -> list[QuerySet[Any]]:
    """Return the records that wait for `user` and for no colleague, of each source, not yet asked.

    They are counted together with other rows of the header, in one query.
    """
    held = _held_by_others(user)
    return [
        rows.order_by().exclude(pk__in=held(source.name))
        for source, rows in _asked(user, all_sources())
    ]


def task_of(user: User, source_name: str, pk: int) -> Task | None:
    """Return one task, or None where it does not wait for `user` (any more)."""
    source = source_named(source_name)
    rows = source.rows(user) if source else None
    row = rows.filter(pk=pk).first() if rows is not None else None
    return _placed(user, source, row) if source and row else None


def colleagues_for(user: User, task: Task) -> list[User]:
    """Return the colleagues who could do the task, by name: it waits for them as well."""
    source = task.source
    places = [task.organisation_id] if task.organisation_id else organisation_ids(user)
    working = Membership.objects.filter(organisation__in=places, ended_at=None)
    people = User.objects.filter(pk__in=working.values("user"), is_active=True)
    others = people.exclude(pk=user.pk).order_by("full_name", "pk")
    return [other for other in others if source and _waits_for(other, source, task.pk)]


def _waits_for(user: User, source: Source, pk: int) -> bool:
    rows = source.rows(user)
    return rows is not None and rows.filter(pk=pk).exists()


def _asked(user: User, sources: Iterable[Source]) -> Iterator[tuple[Source, QuerySet[Any]]]:
    for source in sources:
        rows = source.rows(user)
        if rows is not None:
            yield source, rows


def _placed(user: User, source: Source, row: Any) -> Task:
    """Word a record as a task of one of the organisations of `user`."""
    task = source.task(row)
    places = [membership.organisation for membership in memberships_of(user)]
    mine = (o for o in places if o.pk == task.organisation_id)
    desk = (o for o in places if o.kind == source.desk and task.organisation_id is None)
    place = next(mine, None) or next(desk, None)
    whose = task.organisation_id or (place.pk if place else None)
    return replace(task, source=source, organisation=place, organisation_id=whose)


def _held_in(user: User) -> QuerySet[TaskHolder]:
    """Return what is held by those who still work for an organisation of `user`."""
    colleagues = Membership.objects.filter(
        organisation__in=organisation_ids(user), ended_at=None, user__is_active=True
    )
    return TaskHolder.objects.filter(user__in=colleagues.values("user")).select_related("user")


def _held_by_others(user: User) -> Callable[[str], Ids]:
    """Return what gives the records of a source that colleagues hold, compiled once for all."""
    ids = compiled(_held_in(user).exclude(user=user).filter(source="").values("subject_id"))
    if not isinstance(ids, RawSQL):
        return lambda _source: ids
    return lambda source: RawSQL(ids.sql, (*ids.params[:-1], source))  # noqa: S611
