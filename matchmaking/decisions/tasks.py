"""What the calendar does to conditions."""

import datetime

from celery import shared_task
from django.db import transaction
from django.utils import timezone

from matchmaking.decisions import notices
from matchmaking.decisions.choices import ConditionStatus
from matchmaking.decisions.models import Condition

# Days before the condition is due, on which its side is reminded; then every week after it.
BEFORE = (14, 3, 0)
EVERY = 7


@shared_task
def remind_of_conditions() -> int:
    """Remind of open conditions; run once a day, and again as often as one likes."""
    return sum(remind(pk) for pk in _due(timezone.localdate()))


@transaction.atomic
def remind(condition_id: int, today: datetime.date | None = None) -> int:
    """Remind of one condition where its day asks for it; return how many were told."""
    condition = Condition.objects.get(pk=condition_id)
    days = (condition.due_on - (today or timezone.localdate())).days
    is_time = days in BEFORE or (days < 0 and days % EVERY == EVERY - 1)
    return notices.remind(condition, days) if is_time else 0


def _due(today: datetime.date) -> list[int]:
    """Return the open conditions that are due soon, or were; what is handed in waits for others."""
    soon = today + datetime.timedelta(days=max(BEFORE))
    rows = Condition.objects.filter(status=ConditionStatus.OPEN, due_on__lte=soon)
    return list(rows.order_by("pk").values_list("pk", flat=True))
