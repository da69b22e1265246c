"""What was still in use one, two and three years after the end, added up and never apart."""

import datetime
from collections import Counter
from typing import Any

from matchmaking.observations.choices import MONTHS, SAID, ObservationStatus
from matchmaking.observations.models import QUESTIONS, Observation, ObservedItem

# Observations are not public one by one: fewer than these are not added up either.
ENOUGH = 3


def sustainability(since: datetime.date, until: datetime.date) -> dict[str, Any]:
    """Return what observations due in the period found, by months after the end."""
    return {"months": {str(months): _after(months, since, until) for months in MONTHS}}


def _after(months: int, since: datetime.date, until: datetime.date) -> dict[str, Any]:
    due = Observation.objects.filter(months=months, due_on__range=(since, until))
    by_status = Counter(due.values_list("status", flat=True))
    said = sum(by_status[status] for status in SAID)
    found: dict[str, Any] = {
        "due": sum(by_status.values()),
        "answered": said,
        "verified": by_status[ObservationStatus.VERIFIED],
    }
    if said < ENOUGH:
        return found | {"things": None}
    items = ObservedItem.objects.filter(observation__in=due.filter(status__in=SAID))
    answers = {name: Counter[str]() for name in QUESTIONS}
    for row in items.values_list(*QUESTIONS):
        for name, answer in zip(QUESTIONS, row, strict=True):
            answers[name][answer or "not_known"] += 1
    things = sum(answers["in_use"].values())
    return found | {"things": things, "answers": {k: dict(v) for k, v in answers.items()}}
