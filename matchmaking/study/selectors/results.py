"""How far the promised results were reached, from approved values that may be published."""

import datetime
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.db.models import Q, QuerySet

from matchmaking.monitoring.achievement import NO_VALUE, ratio
from matchmaking.monitoring.choices import Answer, Level, Measure
from matchmaking.monitoring.models import Indicator, Undertaking, Value
from matchmaking.study.engine import sums

CHUNK = 500
Day = datetime.date
Say = Callable[[float], None]


def undertakings_in(since: Day, until: Day) -> QuerySet[Undertaking]:
    """Return the projects and agreements that ran at some time of the period."""
    begun = Q(starts_on__lte=until) | Q(starts_on=None, opened_at__date__lte=until)
    return Undertaking.objects.filter(begun).filter(Q(closed_on=None) | Q(closed_on__gte=since))


def effectiveness(since: Day, until: Day, say: Say) -> dict[str, Any]:
    """Return how far results were reached by the end of the period; `say` hears the share done."""
    ids = list(undertakings_in(since, until).order_by("pk").values_list("pk", flat=True))
    levels: dict[str, sums.Level] = {level: sums.Level() for level in Level.values}
    measured: set[int] = set()
    for start in range(0, len(ids), CHUNK):
        _add(ids[start : start + CHUNK], until, levels, measured)
        say((start + CHUNK) / len(ids))
    return {
        "undertakings": len(ids),
        "with_values": len(measured),
        "levels": {level: found.content() for level, found in levels.items()},
    }


def _add(ids: Iterable[int], until: Day, levels: dict[str, sums.Level], measured: set[int]) -> None:
    rows = Indicator.objects.filter(undertaking__in=ids, is_public=True, is_dropped=False)
    indicators = list(rows.exclude(measure=Measure.WORDS).select_related("result"))
    last = dict(_last_values(ids, until))
    for indicator in indicators:
        value = last.get(indicator.pk)
        measured |= {indicator.undertaking_id} if value else set()
        number = value.number if value and value.answer == Answer.NUMBER else None
        found = ratio(indicator.baseline, indicator.target, number, indicator.direction)
        levels[indicator.result.level if indicator.result else Level.OUTPUT].add(
            found.ratio,
            str(value.answer) if value and found.why == NO_VALUE else found.why,
            has_value=value is not None,
            is_verified=value is not None and value.is_verified,
        )


def _last_values(ids: Iterable[int], until: Day) -> Iterator[tuple[int, Value]]:
    """Yield the approved values up to the last day, the older ones first: the last one counts."""
    rows = Value.objects.approved().filter(
        indicator__undertaking__in=ids, indicator__is_public=True, period__ends_on__lte=until
    )
    rows = rows.order_by("indicator", "period__number").select_related("period")
    yield from ((row.indicator_id, row) for row in rows)
