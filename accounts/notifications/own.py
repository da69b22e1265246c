"""What this app itself tells people, what its links stop, and what it keeps about a person."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts import personal_data
from accounts.models import User
from accounts.notifications import services, unsubscribing
from accounts.notifications.choices import Frequency
from accounts.notifications.kinds import Kind, kind_named, register
from accounts.notifications.models import Preference
from accounts.notifications.selectors import choices_of
from accounts.notifications.unsubscribing import Scope

TASK_GIVEN = register(
    Kind(
        name="task_given",
        title=_("A colleague hands me a task"),
        text=_("%(giver)s hands you a task: %(task)s"),
        mail=_("A colleague hands you a task"),
    )
)
TASK_DUE = register(
    Kind(
        name="task_due",
        title=_("A task of mine is due in a few days"),
        text=_("Due soon: %(task)s"),
        mail=_("Due soon: %(task)s"),
        frequency=Frequency.DAILY,
    )
)


def _kind_says(user: User, name: str) -> str | Promise:
    return kind_named(name).title


def _stop_kind(user: User, name: str) -> None:
    services.choose(user=user, kind=name, frequency=Frequency.NONE)


def _digest_says(user: User, frequency: str) -> str | Promise:
    return _("Daily digest") if frequency == Frequency.DAILY else _("Weekly digest")


def _stop_digest(user: User, frequency: str) -> None:
    """Stop every kind that would come in this digest."""
    for choice in choices_of(user):
        if choice.frequency == frequency:
            _stop_kind(user, choice.kind.name)


unsubscribing.register("kind", Scope(_kind_says, _stop_kind))
unsubscribing.register("digest", Scope(_digest_says, _stop_digest))


def _told(user: User) -> list[dict[str, Any]]:
    rows = user.notifications.order_by("pk")
    return [dict(row) for row in rows.values("kind", "params", "url", "created_at", "read_at")]


def _chosen(user: User) -> list[dict[str, Any]]:
    rows = Preference.objects.filter(user=user).order_by("pk")
    return [dict(row) for row in rows.values("kind", "frequency")]


personal_data.register("notifications", _told)
personal_data.register("choices of e-mail", _chosen)
