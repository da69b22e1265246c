"""What of values and frameworks waits for whom. The recused find none of it here either."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from accounts.notifications.inbox import Source, Task
from matchmaking.monitoring.models import Period, Revision, Undertaking, Value
from matchmaking.monitoring.selectors import waiting


def to_report(user: User) -> "QuerySet[Any] | None":
    """Return the periods whose values `user` owes."""
    return waiting.owed_by(user, timezone.localdate())


def _period_task(row: Period) -> Task:
    words = {"title": row.undertaking, "number": row.number}
    return Task(
        pk=row.pk,
        text=_("%(title)s: period %(number)s") % words,
        url=reverse("monitoring:values", args=[row.undertaking_id, row.number]),
        due_on=row.due_on,
    )


def _undertaking_task(row: Undertaking) -> Task:
    return Task(pk=row.pk, text=str(row), url=reverse("monitoring:decide", args=[row.pk]))


def _value_task(row: Value) -> Task:
    return Task(
        pk=row.pk,
        text=f"{row.indicator.undertaking}: {row.indicator}",
        url=reverse("monitoring:value", args=[row.pk]),
        since=row.decided_at,
        badge=(row.status, row.get_status_display()),
    )


def _revision_task(row: Revision) -> Task:
    return Task(
        pk=row.pk,
        text=str(row.undertaking),
        url=reverse("monitoring:revision", args=[row.pk]),
        since=row.proposed_at,
    )


SOURCES = (
    Source("report_values", gettext_lazy("Report indicator values"), to_report, _period_task),
    Source(
        "correct_value",
        gettext_lazy("Correct a value that was sent back"),
        waiting.returned_to,
        _value_task,
    ),
    Source(
        "approve_values",
        gettext_lazy("Approve indicator values"),
        waiting.waiting_for,
        _undertaking_task,
    ),
    Source(
        "answer_revision",
        gettext_lazy("Answer a change of a results framework"),
        waiting.revisions_for,
        _revision_task,
    ),
)
