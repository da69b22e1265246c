"""Telling people about an application: never the recused, and nothing they were told before stays.

Slices further down name their kinds with `kind` and tell with `tell`; the subject is always the
application, so that the inbox and digests ask again who may know of it.
"""

import json
from collections.abc import Collection, Iterable
from functools import partial
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.functional import Promise

from accounts.models import User
from accounts.notifications.choices import EmailState
from accounts.notifications.counting import forget_counts
from accounts.notifications.kinds import Kind, register
from accounts.notifications.models import Email, Notification
from accounts.notifications.services import hand_over_tasks, notify
from matchmaking.applications.choices import BLOCKING
from matchmaking.applications.models import Application

Text = str | Promise
_kinds: set[str] = set()


def known_applications(user: User, ids: Collection[int]) -> list[int]:
    """Return those of these applications that `user` may know of now."""
    known = Application.objects.visible_to(user).filter(pk__in=ids)
    return list(known.values_list("pk", flat=True))


def kind(name: str, title: Text, text: Text, mail: Text) -> None:
    """Name a kind of news about applications; %(number)s and %(proposal)s are always there."""
    _kinds.add(name)
    register(Kind(name=name, title=title, text=text, mail=mail, known=known_applications))


def tell(
    name: str,
    application: Application,
    recipients: Iterable[User],
    *,
    key: str,
    actor: User | None = None,
    url: str = "",
    **params: Any,
) -> int:
    """Tell those of `recipients` who have no conflict of interest, never the actor themselves.

    `key` tells this event from others of its kind about the application. E-mails say nothing
    but their fixed words.
    """
    blocked = set(blocked_people(application))
    people = [one for one in recipients if one != actor and one.pk not in blocked]
    named = {"number": application.number, "proposal": str(application.proposal)}
    return notify(
        name,
        recipients=people,
        key=f"application:{application.pk}:{name}:{key}",
        subject_id=application.pk,
        url=url or reverse("applications:detail", args=[application.pk]),
        params={**named, **params},
        public={},
    )


def blocked_people(application: Application) -> Iterable[int]:
    """Return the ids of all who have a conflict of interest that stands or is to be confirmed."""
    rows = application.conflicts.filter(status__in=BLOCKING)
    return rows.values_list("person", flat=True)


def forget(application: Application, user: User) -> None:
    """Delete what somebody was told of an application and letters under way; free their tasks.

    News that other parts sent, such as a task handed over, is known by the number or the title.
    """
    first = application.submissions.order_by("round").values("submitted_at")[:1]
    rows = Notification.objects.filter(user=user, created_at__gte=first)
    names = (application.number, str(application.proposal))
    gone = [row for row in rows if _is_about(row, application, names)]
    letters = [f"{row.kind}:{row.key}:{user.pk}" for row in gone]
    under_way = Email.objects.filter(user=user, state=EmailState.WAITING)
    under_way.filter(key__in=letters).delete()
    Notification.objects.filter(pk__in=[row.pk for row in gone]).delete()
    hand_over_tasks(user=user)
    transaction.on_commit(partial(forget_counts, [user.pk]))


def _is_about(row: Notification, application: Application, names: Iterable[str]) -> bool:
    if row.kind in _kinds:
        return row.subject_id == application.pk
    return mentions(row.params, names)


def mentions(value: Any, names: Iterable[str]) -> bool:
    """Say whether a text, or data with texts in it, contains one of `names`."""
    text = json.dumps(value, ensure_ascii=False, default=str)
    return any(json.dumps(name, ensure_ascii=False)[1:-1] in text for name in names)
