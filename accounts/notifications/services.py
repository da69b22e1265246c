"""Telling people, and what they decide about it."""

from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone, translation

from accounts.models import User
from accounts.notifications import inbox
from accounts.notifications.addresses import neutral
from accounts.notifications.choices import DIGESTS, Frequency
from accounts.notifications.counting import forget_counts
from accounts.notifications.kinds import Kind, kind_named
from accounts.notifications.letters import Line, language_of, letter
from accounts.notifications.models import Email, Notification, Preference, TaskHolder
from accounts.notifications.outbox import post


@transaction.atomic
def notify(
    kind: str,
    *,
    recipients: Iterable[User],
    key: str,
    subject_id: int | None = None,
    url: str = "",
    params: Mapping[str, Any] | None = None,
    public: Mapping[str, Any] | None = None,
) -> int:
    """Tell each of `recipients` once, in the caller's transaction, and say to how many it was new.

    The same `key` tells nobody twice. Letters leave after the commit.
    """
    about = kind_named(kind)
    about.worded(params or {})  # a missing parameter is a programming error, seen at once
    about.mailed(public or {})
    news = Notification(
        kind=kind,
        key=key,
        subject_id=subject_id,
        url=neutral(url),
        params=dict(params or {}),
        public=dict(public or {}),
    )
    people = _not_told_yet(recipients, key)
    wished = frequencies(about, people)
    _tell(news, people, wished)
    transaction.on_commit(partial(forget_counts, [user.pk for user in people]))
    post(_letter_to(user, about, news) for user in people if wished[user.pk] == Frequency.AT_ONCE)
    return len(people)


def write_email(
    *,
    key: str,
    kind: str,
    language: str,
    url: str,
    address: str,
    public: Mapping[str, Any] | None = None,
) -> None:
    """Write to somebody who reads nothing in the app, such as the invited; once for each `key`."""
    with translation.override(language):
        subject = kind_named(kind).mailed(public or {})
    email = letter(
        key=f"{kind}:{key}",
        kind=kind,
        subject=subject,
        lines=[Line(subject, neutral(url))],
        language=language,
        address=address,
    )
    post([email])


def frequencies(kind: Kind, people: Iterable[User]) -> dict[int, str]:
    """Return how often each person wishes to be mailed about `kind`."""
    ids = [user.pk for user in people]
    if kind.is_mandatory:
        return dict.fromkeys(ids, Frequency.AT_ONCE)
    chosen = Preference.objects.filter(kind=kind.name, user__in=ids)
    return dict.fromkeys(ids, kind.frequency) | dict(chosen.values_list("user", "frequency"))


@transaction.atomic
def choose(*, user: User, kind: str, frequency: str) -> None:
    """Keep how often `user` wishes to be mailed about `kind`; it holds for what waits as well."""
    if kind_named(kind).is_mandatory:
        return
    Preference.objects.update_or_create(
        user=user, kind=kind, defaults={"frequency": Frequency(frequency)}
    )
    waiting = user.notifications.exclude(digest="").filter(kind=kind)
    waiting.update(digest=frequency if frequency in DIGESTS else "")


@transaction.atomic
def choose_all(*, user: User, wishes: Mapping[str, str]) -> None:
    """Keep how often `user` wishes to be mailed about each kind, all or none of it."""
    for kind, frequency in wishes.items():
        choose(user=user, kind=kind, frequency=frequency)


def mark_read(*, user: User, ids: Iterable[int] | None = None) -> int:
    """Mark one's own notifications as read, all of them unless `ids` are given."""
    unread = Notification.objects.visible_to(user).unread()
    if ids is not None:
        unread = unread.filter(pk__in=ids)
    forget_counts([user.pk])
    return unread.update(read_at=timezone.now())


@transaction.atomic
def give_task(*, source: str, pk: int, actor: User, to: User) -> TaskHolder:
    """Let `to` have a task that waits for both of them, and tell them when another gives it."""
    task = inbox.task_of(actor, source, pk)
    if task is None or inbox.task_of(to, source, pk) is None:
        raise PermissionDenied
    now = timezone.now()
    holder, _created = TaskHolder.objects.update_or_create(
        source=source, subject_id=pk, defaults={"user": to, "given_by": actor, "since": now}
    )
    if to != actor:
        notify(
            "task_given",
            recipients=[to],
            key=f"task:{source}:{pk}:{now.isoformat()}",
            url=task.url,
            params={"giver": str(actor), "task": str(task.text)},
        )
    return holder


@transaction.atomic
def release_task(*, source: str, pk: int, actor: User) -> None:
    """Leave a task to whoever has time; everyone for whom it waits may say so."""
    if inbox.task_of(actor, source, pk) is None:
        raise PermissionDenied
    TaskHolder.objects.filter(source=source, subject_id=pk).delete()


@transaction.atomic
def hand_over_tasks(*, user: User, to: User | None = None) -> int:
    """Give what `user` may no longer do to `to`, who may, else to nobody; say how many tasks.

    What `user` may still do, through another role or organisation, stays with them.
    """
    rows = TaskHolder.objects.filter(user=user)
    held = [row for row in rows if inbox.task_of(user, row.source, row.subject_id) is None]
    for row in held:
        if to and inbox.task_of(to, row.source, row.subject_id):
            give = {"user": to, "given_by": user, "since": timezone.now()}
            TaskHolder.objects.filter(pk=row.pk).update(**give)
        else:
            row.delete()
    return len(held)


@transaction.atomic
def forget_person(user: User) -> None:
    """Delete what somebody was told, chose and held, and the letters still under way to them."""
    user.notifications.all().delete()
    Preference.objects.filter(user=user).delete()
    TaskHolder.objects.filter(user=user).delete()
    Email.objects.filter(user=user).delete()


def _not_told_yet(recipients: Iterable[User], key: str) -> list[User]:
    people = {user.pk: user for user in recipients if user.is_active}
    told = Notification.objects.filter(user__in=people, key=key).values_list("user", flat=True)
    return [people[pk] for pk in people.keys() - set(told)] if people else []


def _tell(news: Notification, people: Iterable[User], wished: Mapping[int, str]) -> None:
    columns = ("kind", "key", "subject_id", "url", "params", "public")
    said = {name: getattr(news, name) for name in columns}
    rows = [
        Notification(user=user, digest=wish if (wish := wished[user.pk]) in DIGESTS else "", **said)
        for user in people
    ]
    # Whoever tells the same at the same moment comes second, and tells nothing.
    Notification.objects.bulk_create(rows, ignore_conflicts=True)


def _letter_to(user: User, kind: Kind, news: Notification) -> Email:
    language = language_of(user)
    with translation.override(language):
        subject = kind.mailed(news.public)
    return letter(
        key=f"{kind.name}:{news.key}:{user.pk}",
        kind=kind.name,
        subject=subject,
        lines=[Line(subject, news.url)],
        language=language,
        user=user,
        scope="" if kind.is_mandatory else f"kind:{kind.name}",
    )
