"""What the page on which a review is written shows, and what a review still lacks."""

from typing import NamedTuple

from django.utils.translation import gettext as _

from matchmaking.funds.models import Criterion
from matchmaking.reviews.choices import Advice
from matchmaking.reviews.engine.weighing import LOWEST
from matchmaking.reviews.models import Review
from matchmaking.reviews.wording import title_of

# A reason in one or two words says nothing to the applicant or the committee.
FEWEST_WORDS = 3


class Gap(NamedTuple):
    """Something that is missing, the field where to write it, and in words."""

    field: str
    words: str


def criteria_of(call_id: int) -> list[Criterion]:
    """Return what the applications to a call are scored on, in order."""
    return list(Criterion.objects.filter(call=call_id).order_by("position", "pk"))


def gaps(review: Review) -> list[Gap]:
    """Return what a review lacks before it can be handed in."""
    scores = {score.criterion_id: score for score in review.scores.all()}
    found = []
    for criterion in criteria_of(review.assignment.application.call_id):
        score = scores.get(criterion.pk)
        named = {"criterion": title_of(criterion)}
        value = score.value if score else None
        if value is None or not LOWEST <= value <= criterion.scale_max:
            found.append(Gap(f"value_{criterion.pk}", _("%(criterion)s: give a score.") % named))
        if not score or len(score.rationale.split()) < FEWEST_WORDS:
            words = _("%(criterion)s: say why, in three words at least.") % named
            found.append(Gap(f"rationale_{criterion.pk}", words))
    if not review.words.strip():
        found.append(Gap("words", _("Write your overall view.")))
    if review.advice not in Advice.values:
        found.append(Gap("advice", _("Choose what you advise.")))
    return found
