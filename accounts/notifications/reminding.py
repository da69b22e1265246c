"""Reminders of tasks: told once, a few days before the last one."""

import datetime

from django.utils import timezone, translation

from accounts.models import User
from accounts.notifications import inbox
from accounts.notifications.inbox import Task
from accounts.notifications.letters import language_of
from accounts.notifications.services import notify

AHEAD = datetime.timedelta(days=3)


def remind_of_tasks(*, today: datetime.date | None = None) -> int:
    """Remind everybody of what is due in a few days, or is overdue; say how often."""
    last_day = (today or timezone.localdate()) + AHEAD
    people = User.objects.filter(is_active=True, memberships__isnull=False)
    return sum(_remind(user, last_day) for user in people.distinct().order_by("pk").iterator())


def _remind(user: User, last_day: datetime.date) -> int:
    mine = (task for task in inbox.tasks_for(user) if task.holder_id in (None, user.pk))
    due = (task for task in mine if task.due_on and task.due_on <= last_day)
    return sum(_tell(user, task) for task in due)


def _tell(user: User, task: Task) -> int:
    """Name the kind of task only: the record may be nobody's business in an e-mail."""
    if task.source is None:
        return 0
    with translation.override(language_of(user)):
        said = {"task": str(task.source.label)}
    return notify(
        "task_due",
        recipients=[user],
        key=f"due:{task.source.name}:{task.pk}:{task.due_on}",
        url=task.url,
        params=said,
        public=said,
    )
