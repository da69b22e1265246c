"""What the pages show that put reviews side by side."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from accounts.models import User
from accounts.selectors import Person
from matchmaking.applications.models import Application
from matchmaking.funds.models import Criterion
from matchmaking.reviews.choices import ReviewStatus
from matchmaking.reviews.engine.outliers import Leaning
from matchmaking.reviews.models import Assignment, Remark, Review, Score
from matchmaking.reviews.selectors.summaries import ReviewFigures, ReviewSummary
from matchmaking.reviews.selectors.writing import criteria_of
from matchmaking.reviews.wording import apart_in_words, leaning_in_words, title_of


@dataclass(frozen=True)
class ScoreRow:
    """One criterion, and what one review says under it."""

    criterion: Criterion
    score: Score | None

    @property
    def title(self) -> str:
        """The title of the criterion, for the reader."""
        return title_of(self.criterion)


@dataclass(frozen=True)
class ComparedRow:
    """One criterion, and what each review says under it."""

    criterion: Criterion
    mean: Any
    scores: Sequence[tuple[Score | None, bool]]  # whether it stands apart

    @property
    def title(self) -> str:
        """The title of the criterion, for the reader."""
        return title_of(self.criterion)


def score_rows(review: Review) -> list[ScoreRow]:
    """Return what a review says, criterion by criterion, those without an answer too."""
    scores = {score.criterion_id: score for score in review.scores.all()}
    criteria = criteria_of(review.assignment.application.call_id)
    return [ScoreRow(one, scores.get(one.pk)) for one in criteria]


def reviews_of(assignment: Assignment) -> list[tuple[Review, list[ScoreRow]]]:
    """Return what a reviewer wrote for an assignment, the last first, drafts of changes too."""
    rows = assignment.reviews.prefetch_related("scores").order_by("-round")
    kept = [row for row in rows if row.round > 1 or row.status != ReviewStatus.DRAFT]
    return [(row, score_rows(row)) for row in kept]


def compared(summary: ReviewSummary) -> list[ComparedRow]:
    """Return the reviews of one application side by side, criterion by criterion."""
    marked = {(one.reviewer, one.criterion) for one in summary.outliers}
    means = summary.by_criterion
    return [
        ComparedRow(
            criterion,
            means[criterion.pk],
            [_cell(one, criterion, marked) for one in summary.reviews],
        )
        for criterion in summary.criteria
    ]


def outliers_in_words(summary: ReviewSummary) -> list[str]:
    """Say which scores of an application stand apart, and how."""
    names = {one.reviewer_id: str(one.review.assignment.reviewer) for one in summary.reviews}
    titles = {one.pk: title_of(one) for one in summary.criteria}
    return [
        apart_in_words(one, names[one.reviewer], titles[one.criterion]) for one in summary.outliers
    ]


def leanings_in_words(found: Iterable[Leaning]) -> list[str]:
    """Say which reviewers lean one way throughout."""
    found = list(found)
    people = User.objects.in_bulk([one.reviewer for one in found])
    return [leaning_in_words(one, str(people[one.reviewer])) for one in found]


def earlier_reviews(user: Person, application: Application) -> list[Review]:
    """Return the reviews that a later one replaced, with the reason for the change."""
    rows = Review.objects.visible_to(user).filter(assignment__application=application.pk)
    replaced = rows.filter(status=ReviewStatus.REPLACED).select_related("assignment__reviewer")
    return list(replaced.prefetch_related("scores__criterion").order_by("-replaced_at"))


def discussion(user: Person, application: Application) -> QuerySet[Remark]:
    """Return what was said about an application, the oldest first."""
    rows = Remark.objects.visible_to(user).filter(application=application.pk)
    return rows.select_related("author").order_by("written_at", "pk")


def _cell(
    one: ReviewFigures, criterion: Criterion, marked: set[tuple[int, int]]
) -> tuple[Score | None, bool]:
    scores = {score.criterion_id: score for score in one.review.scores.all()}
    return scores.get(criterion.pk), (one.reviewer_id, criterion.pk) in marked
