"""What published evaluations scored, and the lessons that were published in the period."""

import datetime
from collections import Counter
from typing import Any

from matchmaking.evaluation.models import Evaluation
from matchmaking.evaluation.selectors import published_scores
from matchmaking.lessons.models import Lesson
from matchmaking.study.selectors.results import undertakings_in

MOST_LESSONS = 30
Day = datetime.date


def scores(since: Day, until: Day) -> dict[str, Any]:
    """Return how often each number of points was given, by criterion and scale; never a mean."""
    found: dict[str, dict[str, Any]] = {}
    evaluations: set[int] = set()
    for one in published_scores(since=since, until=until):
        evaluations.add(one.evaluation_id)
        name = f"{one.code}:{one.scale}"
        row = found.setdefault(
            name, {"code": one.code, "scale": one.scale, "most": one.most, "given": Counter()}
        )
        row["given"][str(one.points) if one.points is not None else one.answer] += 1
    closed = undertakings_in(since, until).filter(closed_on__lte=until)
    return {
        "evaluations": len(evaluations),
        "closed": closed.count(),
        "unpublished": _unpublished(closed),
        "criteria": [row | {"given": dict(row["given"])} for row in found.values()],
    }


def _unpublished(closed: Any) -> int:
    """Return how many of the closed ones have no published evaluation."""
    judged = Evaluation.objects.published().values("undertaking")
    return int(closed.exclude(pk__in=judged).count())


def lessons(since: Day, until: Day) -> dict[str, Any]:
    """Return the lessons published in the period: how many, and the newest."""
    rows = Lesson.objects.published().filter(published_at__date__range=(since, until))
    kinds = Counter(rows.values_list("kind", flat=True))
    newest = rows.order_by("-published_at", "-pk").values("pk", "title", "language", "kind")
    return {"kinds": dict(kinds), "newest": list(newest[:MOST_LESSONS])}
