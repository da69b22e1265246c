"""The results of evaluations: those that everybody may read, and those for who is inside."""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from django.utils import timezone

from matchmaking.evaluation.models import EvaluationCriterion, Publication


@dataclass(frozen=True)
class PublishedScore:
    """What a published evaluation says under one criterion; `points` only where it is a score."""

    evaluation_id: int
    undertaking_id: int
    country_id: str
    timing: str
    finished_on: datetime.date
    code: str
    scale: str
    most: int
    answer: str
    points: int | None


def published_scores(
    undertaking_ids: Collection[int] | None = None,
    *,
    since: datetime.date | None = None,
    until: datetime.date | None = None,
) -> list[PublishedScore]:
    """Return what is published, oldest first; a criterion that is withheld is not in it."""
    rows = Publication.objects.select_related("evaluation").order_by("evaluation__finished_at")
    if undertaking_ids is not None:
        rows = rows.filter(evaluation__undertaking__in=undertaking_ids)
    if since is not None:
        rows = rows.filter(evaluation__finished_at__date__gte=since)
    if until is not None:
        rows = rows.filter(evaluation__finished_at__date__lte=until)
    return [score for row in rows.iterator(chunk_size=500) for score in _scores(row)]


def scores_of(evaluation_ids: Collection[int]) -> dict[int, list[EvaluationCriterion]]:
    """Return what the evaluators settled on, by evaluation: for those who know it from inside."""
    found: dict[int, list[EvaluationCriterion]] = defaultdict(list)
    rows = EvaluationCriterion.objects.filter(evaluation__in=evaluation_ids)
    for row in rows.select_related("scale").order_by("evaluation", "position"):
        found[row.evaluation_id].append(row)
    return dict(found)


def _scores(publication: Publication) -> Iterator[PublishedScore]:
    said = publication.contents
    final_at = publication.evaluation.finished_at or publication.published_at
    for row in said["criteria"]:
        if not row.get("is_withheld"):
            yield PublishedScore(
                evaluation_id=publication.evaluation_id,
                undertaking_id=publication.evaluation.undertaking_id,
                country_id=said["country"],
                timing=said["timing"],
                finished_on=timezone.localdate(final_at),
                code=row["code"],
                scale=row["scale"],
                most=row["most"],
                answer=row["answer"],
                points=row["points"],
            )
