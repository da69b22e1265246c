"""What the reviews of applications come to: weighted score, spread, agreement, scores apart.

Everything begins with what the reader may read (access.readable): whoever still has a review to
write, or is recused, gets no figure at all.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from django.db.models import Prefetch

from accounts.selectors import Person
from matchmaking.applications.models import Application
from matchmaking.funds.models import Call, Criterion
from matchmaking.reviews import access
from matchmaking.reviews.engine.agreement import Agreement, Metric, agreement
from matchmaking.reviews.engine.outliers import Apart, Leaning, apart, leanings
from matchmaking.reviews.engine.weighing import LOWEST, Yardstick, mean, rounded, weighted
from matchmaking.reviews.models import Review, Score

# An interval of one application's few criteria is wide anyway; a list shows many of them.
FEW_RESAMPLES = 200


@dataclass(frozen=True)
class ReviewFigures:
    """One review in figures."""

    review: Review
    points: Mapping[int, int]  # by criterion
    exact: Fraction | None

    @property
    def weighted(self) -> Decimal | None:
        """The weighted score, 0 to 100."""
        return rounded(self.exact)

    @property
    def reviewer_id(self) -> int:
        """Who wrote it."""
        return self.review.assignment.reviewer_id


@dataclass(frozen=True)
class ReviewSummary:
    """What the reviews of one application come to, 0 to 100."""

    application_id: int
    expected: int
    reviews: Sequence[ReviewFigures]
    criteria: Sequence[Criterion]

    @property
    def count(self) -> int:
        """How many reviews are in."""
        return len(self.reviews)

    @property
    def is_complete(self) -> bool:
        """Whether there are as many as the call asks for."""
        return self.count >= self.expected

    @property
    def weighted(self) -> Decimal | None:
        """The mean of the weighted scores, to two places; None before the first review."""
        return rounded(mean(self._exact))

    @property
    def spread(self) -> Decimal | None:
        """How far the highest weighted score lies above the lowest."""
        return rounded(max(self._exact) - min(self._exact)) if self._exact else None

    @property
    def by_criterion(self) -> dict[int, Decimal | None]:
        """The mean points under each criterion, on its own scale."""
        return {one.pk: rounded(mean(list(self._under(one).values()))) for one in self.criteria}

    @property
    def outliers(self) -> list[Apart]:
        """The scores that stand apart from the others'; reviewer and criterion by number."""
        return [
            one
            for criterion in self.criteria
            for one in apart(
                criterion.pk, self._under(criterion), lowest=LOWEST, highest=criterion.scale_max
            )
        ]

    @property
    def alpha(self) -> Agreement:
        """How far its reviewers agree over the criteria."""
        table = {one.pk: self._under(one) for one in self.criteria}
        return agreement(table, Metric.ORDINAL, resamples=FEW_RESAMPLES)

    @property
    def _exact(self) -> list[Fraction]:
        return [one.exact for one in self.reviews if one.exact is not None]

    def _under(self, criterion: Criterion) -> dict[int, int]:
        return {
            one.reviewer_id: one.points[criterion.pk]
            for one in self.reviews
            if criterion.pk in one.points
        }


@dataclass(frozen=True)
class CallAgreement:
    """How far the reviewers of a call agree: under each criterion, and on the weighted scores."""

    by_criterion: Sequence[tuple[Criterion, Agreement]]
    overall: Agreement
    leanings: Sequence[Leaning]
    applications: int


def summaries(user: Person, application_ids: Collection[int]) -> dict[int, ReviewSummary]:
    """Return what the reviews come to, for those of the applications whose reviews are open."""
    known = access.readable(user).filter(pk__in=application_ids).select_related("call")
    return _summaries(user, list(known))


def summaries_of_call(user: Person, call: Call) -> dict[int, ReviewSummary]:
    """Return the same for everything in a call."""
    known = access.readable(user).filter(call=call.pk).select_related("call")
    return _summaries(user, list(known))


def call_agreement(summaries: Iterable[ReviewSummary]) -> CallAgreement:
    """Return how far the reviewers of one call agree, over the applications given."""
    found = list(summaries)
    criteria = found[0].criteria if found else []
    totals = {
        one.application_id: {
            row.reviewer_id: float(row.exact) for row in one.reviews if row.exact is not None
        }
        for one in found
    }
    return CallAgreement(
        by_criterion=[(one, agreement(_table(found, one), Metric.ORDINAL)) for one in criteria],
        overall=agreement(totals, Metric.INTERVAL),
        leanings=[one for one in leanings(totals) if one.is_marked],
        applications=len(found),
    )


def counting_reviews(user: Person, application_ids: Collection[int]) -> list[Review]:
    """Return the reviews that count, of the applications whose reviews are open to `user`."""
    rows = Review.objects.visible_to(user).counting().current()
    rows = rows.filter(
        assignment__application__in=access.readable(user).filter(pk__in=application_ids)
    )
    scores = Prefetch("scores", Score.objects.order_by("criterion__position", "criterion"))
    joined = rows.select_related("assignment__reviewer").prefetch_related(scores)
    return list(joined.order_by("assignment__reviewer__full_name", "pk"))


def _summaries(user: Person, applications: list[Application]) -> dict[int, ReviewSummary]:
    criteria = _criteria({one.call_id for one in applications})
    by_application: dict[int, list[Review]] = defaultdict(list)
    for review in counting_reviews(user, [one.pk for one in applications]):
        by_application[review.assignment.application_id].append(review)
    return {
        one.pk: ReviewSummary(
            application_id=one.pk,
            expected=one.call.terms.reviewers,
            reviews=[_figures(row, criteria[one.call_id]) for row in by_application[one.pk]],
            criteria=criteria[one.call_id],
        )
        for one in applications
    }


def _figures(review: Review, criteria: Sequence[Criterion]) -> ReviewFigures:
    points = {row.criterion_id: row.value for row in review.scores.all() if row.value is not None}
    sticks = {one.pk: Yardstick(one.weight, one.scale_max) for one in criteria}
    return ReviewFigures(review, points, weighted(points, sticks))


def _criteria(calls: Collection[int]) -> dict[int, list[Criterion]]:
    found: dict[int, list[Criterion]] = defaultdict(list)
    for row in Criterion.objects.filter(call__in=calls).order_by("position", "pk"):
        found[row.call_id].append(row)
    return found


def _table(found: Iterable[ReviewSummary], criterion: Criterion) -> dict[int, dict[int, int]]:
    return {
        one.application_id: {
            row.reviewer_id: row.points[criterion.pk]
            for row in one.reviews
            if criterion.pk in row.points
        }
        for one in found
    }
