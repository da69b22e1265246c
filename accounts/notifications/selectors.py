"""What a person is told, as the app shows it, and what they have chosen."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from django.db.models import Count, QuerySet, Value
from django.utils.translation import gettext

from accounts.models import User
from accounts.notifications.choices import Frequency
from accounts.notifications.inbox import waiting_for
from accounts.notifications.kinds import Kind, all_kinds, kind_named
from accounts.notifications.models import Notification, Preference
from accounts.notifications.querysets import NotificationQuerySet
from accounts.selectors import Person


class Choice(NamedTuple):
    """One line of the page where people choose their e-mails."""

    kind: Kind
    frequency: str


class Counts(NamedTuple):
    """What the header of every page counts."""

    tasks: int
    news: int


class Shown(NamedTuple):
    """A notification as a page or a file shows it."""

    row: Notification
    kind: Kind
    text: str
    html: str
    is_hidden: bool


def notifications_for_listing(user: Person) -> NotificationQuerySet:
    """Return one's own notifications, the newest first; of kinds that still exist."""
    names = [kind.name for kind in all_kinds()]
    own = Notification.objects.visible_to(user).filter(kind__in=names)
    return own.order_by("-created_at", "-pk")


def counts_for(user: Person) -> Counts:
    """Return how many tasks wait and how much news is unread, in one query: pages show both."""
    if not isinstance(user, User):
        return Counts(0, 0)
    unread = notifications_for_listing(user).unread().order_by()
    parts = [_counted(rows, "tasks") for rows in waiting_for(user)]
    found: Counter[str] = Counter()
    for what, number in _counted(unread, "news").union(*parts, all=True):
        found[what] += number
    return Counts(found["tasks"], found["news"])


def _counted(rows: QuerySet[Any], what: str) -> QuerySet[Any]:
    # A source may join what makes a row wait; it waits once all the same.
    return rows.values(what=Value(what)).values_list("what", Count("pk", distinct=True))


def without_the_hidden(user: User, rows: Sequence[Notification]) -> list[Notification]:
    """Keep what is about records that `user` may know of now; one query for each kind asked."""
    known = {name: _known(kind_named(name), user, rows) for name in {row.kind for row in rows}}
    return [row for row in rows if _is_known(row, known[row.kind])]


def as_shown(user: User, rows: Sequence[Notification]) -> list[Shown]:
    """Word notifications for their reader; what has become confidential since is not repeated."""
    known = {row.pk for row in without_the_hidden(user, rows)}
    return [_shown(row, is_hidden=row.pk not in known) for row in rows]


def _shown(row: Notification, *, is_hidden: bool) -> Shown:
    kind = kind_named(row.kind)
    if is_hidden:
        gone = gettext("A record that you can no longer see")
        return Shown(row, kind, gone, gone, is_hidden)
    return Shown(row, kind, kind.worded(row.params), kind.worded_as_html(row.params), is_hidden)


def choices_of(user: User) -> list[Choice]:
    """Return every kind to choose for, with how often `user` wishes to be mailed about it."""
    chosen = dict(Preference.objects.filter(user=user).values_list("kind", "frequency"))
    offered = [kind for kind in all_kinds() if not kind.is_chosen_elsewhere]
    return [Choice(kind, _frequency(kind, chosen)) for kind in offered]


def _frequency(kind: Kind, chosen: dict[str, str]) -> str:
    return Frequency.AT_ONCE if kind.is_mandatory else chosen.get(kind.name, kind.frequency)


def _known(kind: Kind, user: User, rows: Iterable[Notification]) -> frozenset[int] | None:
    if kind.known is None:
        return None
    ids = {row.subject_id for row in rows if row.kind == kind.name and row.subject_id is not None}
    return frozenset(kind.known(user, ids)) if ids else frozenset()


def _is_known(row: Notification, known: frozenset[int] | None) -> bool:
    return known is None or row.subject_id is None or row.subject_id in known
