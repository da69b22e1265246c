"""What the published evaluations say, as far as everybody may read it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from statistics import fmean
from typing import NamedTuple

from matchmaking.evaluation.choices import MANDATE, Answer, CriterionCode
from matchmaking.evaluation.models import Evaluation, EvaluationCriterion
from matchmaking.lessons.shrinking import Judged, share
from matchmaking.monitoring.models import Undertaking
from matchmaking.monitoring.selectors import parties


class Published(NamedTuple):
    """A published evaluation with its scores as shares of 1, by criterion."""

    evaluation: Evaluation
    scores: Mapping[str, float]


def latest_published() -> list[Published]:
    """Return the newest published evaluation of each project or agreement, with its scores."""
    rows = Evaluation.objects.published().select_related(
        "undertaking__project__application__proposal",
        "undertaking__project__application__call__fund",
        "undertaking__agreement__introduction__need",
        "undertaking__agreement__introduction__offer",
    )
    newest = {row.undertaking_id: row for row in rows.order_by("publication__published_at", "pk")}
    scores = _scores([row.pk for row in newest.values()])
    return [Published(row, scores.get(row.pk, {})) for row in newest.values()]


def judged(published: list[Published]) -> Iterator[Judged]:
    """Yield the projects of which the mandate's criteria are scored, with whose work it was.

    The mean over the criteria of the mandate alone: everybody is measured on the same.
    """
    for evaluation, scores in published:
        if scores:
            yield Judged(fmean(scores.values()), carriers(evaluation.undertaking))


def carriers(undertaking: Undertaking) -> frozenset[int]:
    """Return whose work it was: who gave it or carried it out; of a fund, the fund for all."""
    found = parties(undertaking)
    givers = [found.fund] if found.fund else found.donor
    return frozenset([*givers, *found.implementer])


def _scores(evaluation_ids: list[int]) -> dict[int, dict[str, float]]:
    rows = EvaluationCriterion.objects.filter(
        evaluation__in=evaluation_ids, code__in=MANDATE, answer=Answer.SCORE
    )
    found: dict[int, dict[str, float]] = defaultdict(dict)
    for row in rows.select_related("scale"):
        if row.points is not None:
            found[row.evaluation_id][row.code] = share(row.points, row.scale.values)
    return found


def sustainability(published: Published) -> float | None:
    """Return the score of sustainability as a share of 1; None where there is none."""
    return published.scores.get(CriterionCode.SUSTAINABILITY)
