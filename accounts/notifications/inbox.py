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
from django.utils import timezone
from django.utils.functional import Promise

from accounts.models import Organisation, User
from accounts.notifications.models import TaskHolder
from accounts.selectors import Person, memberships_of

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
    def is_overdue(self) -> bool:
        """Whether its last day is over."""
        return self.due_on is not None and self.due_on < timezone.localdate()


@dataclass(frozen=True)
class Source:
    """A kind of task: which records wait for a person, and how one reads as a task."""

    name: str
    label: Text
    rows: Callable[[User], QuerySet[Any] | None]
    task: Callable[[Any], Task]


_sources: dict[str, Source] = {}


def register(source: Source) -> Source:
    """Add a kind of task; naming the same one twice replaces it."""
    _sources[source.name] = source
    return source


def all_sources() -> list[Source]:
    """Return every kind of task, in the order of registration."""
    return list(_sources.values())


def source_named(name: str) -> Source | None:
    """Return the kind of task, or None for one that nobody registered."""
    return _sources.get(name)


def own_organisation_id(user: User, kind: str) -> int | None:
    """Return the organisation of that kind for which `user` works, the first by name."""
    found = (m.organisation_id for m in memberships_of(user) if m.organisation.kind == kind)
    return next(found, None)


def tasks_for(user: Person) -> list[Task]:
    """Return all that waits for `user` or colleagues: a query for each source, one for holders."""
    if not isinstance(user, User):
        return []
    holders = _holders()
    places = {m.organisation_id: m.organisation for m in memberships_of(user)}
    return [
        replace(
            task,
            source=source,
            holder=holders.get((source.name, task.pk)),
            organisation=places.get(task.organisation_id or 0),
        )
        for source, rows in _asked(user, all_sources())
        for task in map(source.task, rows[:MOST_OF_A_SOURCE])
    ]


def count_for(user: Person) -> int:
    """Return how many tasks wait for `user` and for no colleague, in one query."""
    if not isinstance(user, User):
        return 0
    parts = [
        rows.order_by().exclude(pk__in=_held_by_others(user, source)).values("pk")
        for source, rows in _asked(user, all_sources())
    ]
    if not parts:
        return 0
    first, *others = parts
    return first.union(*others, all=True).count() if others else first.count()


def task_of(user: User, source_name: str, pk: int) -> Task | None:
    """Return one task, or None where it does not wait for `user` (any more)."""
    source = source_named(source_name)
    rows = source.rows(user) if source else None
    row = rows.filter(pk=pk).first() if rows is not None else None
    return replace(source.task(row), source=source) if source and row else None


def _asked(user: User, sources: Iterable[Source]) -> Iterator[tuple[Source, QuerySet[Any]]]:
    for source in sources:
        rows = source.rows(user)
        if rows is not None:
            yield source, rows


def _holders() -> dict[tuple[str, int], TaskHolder]:
    rows = TaskHolder.objects.select_related("user")
    return {(row.source, row.subject_id): row for row in rows}


def _held_by_others(user: User, source: Source) -> QuerySet[Any]:
    held = TaskHolder.objects.filter(source=source.name).exclude(user=user)
    return held.values("subject_id")
