"""What the scores of an evaluator still lack before they can be handed in."""

from typing import NamedTuple

from django.utils.translation import gettext as _

from matchmaking.evaluation.choices import Answer
from matchmaking.evaluation.models import Assignment, EvaluationCriterion, Score

# A reason in one or two words tells nobody anything.
FEWEST_WORDS = 3


class Gap(NamedTuple):
    """Something that is missing, the field where to write it, and in words."""

    field: str
    words: str


def gaps(assignment: Assignment) -> list[Gap]:
    """Return what is missing, criterion by criterion."""
    rows = assignment.scores.prefetch_related("citations")
    scores = {score.criterion_id: score for score in rows}
    criteria = assignment.evaluation.criteria.order_by("position")
    return [gap for one in criteria for gap in _of(one, scores.get(one.pk))]


def _of(criterion: EvaluationCriterion, score: Score | None) -> list[Gap]:
    named = {"criterion": criterion.get_code_display()}
    if score is None or not score.answer:
        return [Gap(f"answer_{criterion.pk}", _("%(criterion)s: choose a result.") % named)]
    found = []
    if score.answer == Answer.SCORE:
        if score.points is None:
            words = _("%(criterion)s: choose a point of the scale.") % named
            found.append(Gap(f"answer_{criterion.pk}", words))
        if not score.citations.all():
            words = _("%(criterion)s: a score needs evidence. Cite at least one source.") % named
            found.append(Gap(f"sources_{criterion.pk}", words))
    if len(score.rationale.split()) < FEWEST_WORDS:
        words = _("%(criterion)s: say why, in three words at least.") % named
        found.append(Gap(f"rationale_{criterion.pk}", words))
    return found
