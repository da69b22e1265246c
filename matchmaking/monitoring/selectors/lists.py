"""The rows of the list of undertakings, and of the file of their values."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from accounts.selectors import Person
from matchmaking.monitoring.choices import ValueStatus
from matchmaking.monitoring.models import Undertaking, Value
from matchmaking.monitoring.querysets import ValueQuerySet
from matchmaking.monitoring.selectors.frameworks import Framework, frameworks
from matchmaking.monitoring.selectors.periods import period_states
from matchmaking.monitoring.selectors.waiting import periods_owed


@dataclass(frozen=True)
class UndertakingRow:
    """An undertaking with how far it is."""

    undertaking: Undertaking
    indicators: int
    reached: int
    owed: int
    due_on: datetime.date | None
    waiting: int


def undertakings_for_listing(user: Person) -> "QuerySet[Undertaking]":
    """Return what `user` may know of, with whether values are owed or wait."""
    today = timezone.localdate()
    owed = periods_owed(today).filter(undertaking=OuterRef("pk"))
    waiting = Count("indicators__values", Q(indicators__values__status=ValueStatus.SUBMITTED))
    rows = Undertaking.objects.visible_to(user).with_parties()
    return rows.annotate(is_owed=Exists(owed), values_waiting=waiting)


def with_progress(rows: "QuerySet[Undertaking]") -> list[UndertakingRow]:
    """Return rows with their figures; the queries are the same for one row and many."""
    undertakings = list(rows)
    found = frameworks([row.pk for row in undertakings])
    today = timezone.localdate()
    return [_row(row, found[row.pk], today) for row in undertakings]


def values_for_export(user: Person, undertakings: Iterable[int]) -> ValueQuerySet:
    """Return the values of these undertakings that `user` may know of."""
    rows = Value.objects.visible_to(user).filter(indicator__undertaking__in=undertakings)
    joined = rows.select_related("period", "entered_by", "decided_by").prefetch_related("parts")
    return joined.select_related(
        "indicator__undertaking__country", "indicator__result", "indicator__undertaking__project"
    ).order_by("indicator__undertaking", "indicator__position", "period__number")


def _row(undertaking: Undertaking, found: Framework, today: datetime.date) -> UndertakingRow:
    states = period_states(undertaking, found, today)
    rows = found.indicators
    owed = [state.period.due_on for state in states if state.is_owed]
    return UndertakingRow(
        undertaking,
        indicators=len(rows),
        reached=sum(1 for row in rows if (row.now.achievement.ratio or 0) >= 1),
        owed=len(owed),
        due_on=min(owed, default=None),
        waiting=sum(state.waiting for state in states),
    )
