"""Writing a review: kept as it is typed, checked when it is handed in, changed with a reason."""

from collections.abc import Mapping
from typing import NamedTuple

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from matchmaking import audit
from matchmaking.errors import DomainError, NotInThisState, ReasonMissing
from matchmaking.funds.models import Criterion
from matchmaking.reviews import notices, policies
from matchmaking.reviews.choices import READING, Advice, AssignmentStatus, ReviewStatus
from matchmaking.reviews.engine.weighing import LOWEST
from matchmaking.reviews.models import Assignment, Review, Score
from matchmaking.reviews.selectors.writing import gaps
from matchmaking.reviews.services.common import (
    announce,
    locked,
    move,
    refuse_unless_in_review,
)
from matchmaking.reviews.signals import review_submitted
from matchmaking.workflow import compare_and_set


class Answer(NamedTuple):
    """What is said under one criterion so far."""

    value: int | None
    rationale: str


class ReviewIncomplete(DomainError):
    """A review that cannot be handed in yet."""


class StaleReview(DomainError):
    """The same review was saved in another window since."""


@transaction.atomic
def begin_review(*, assignment_id: int, actor: User) -> Review:
    """Return the review that `actor` is writing, or the one they handed in; begin the first."""
    assignment = _for_writing(assignment_id, actor)
    review = _current(assignment)
    if review is None:
        return Review.objects.create(
            assignment=assignment, language=assignment.application.proposal.language
        )
    return review


@transaction.atomic
def save_review(
    *,
    assignment_id: int,
    actor: User,
    version: int,
    answers: Mapping[int, Answer],
    words: str = "",
    advice: str = "",
    language: str = "",
) -> Review:
    """Keep a draft as far as it has come; StaleReview where another window saved since."""
    assignment = _for_writing(assignment_id, actor)
    review = _current(assignment)
    if review is None or review.status != ReviewStatus.DRAFT:
        raise NotInThisState
    if review.version != version:
        raise StaleReview(
            _("This review was saved in another window since. Save again to keep these words.")
        )
    compare_and_set(
        review,
        words=words.strip(),
        advice=advice if advice in Advice.values else "",
        language=language or review.language,
        updated_at=timezone.now(),
    )
    _keep_scores(review, assignment, answers)
    return review


@transaction.atomic
def submit_review(*, assignment_id: int, actor: User, version: int | None = None) -> Review:
    """Hand a review in: complete, with a reason for every score. Now others' reviews open."""
    assignment = _for_writing(assignment_id, actor)
    refuse_unless_in_review(assignment.application)
    review = _current(assignment)
    if review is None or review.status != ReviewStatus.DRAFT:
        raise NotInThisState
    if version is not None:
        review.version = version
    if missing := gaps(review):
        raise ReviewIncomplete(missing[0].words)
    _replace_earlier(review)
    compare_and_set(review, status=ReviewStatus.SUBMITTED, submitted_at=timezone.now())
    if assignment.status == AssignmentStatus.DONE:
        audit.record(assignment, "replace_review", actor=actor, reason=review.reason)
    else:
        move(assignment, "hand_in_review", actor=actor, done_at=timezone.now())
    notices.tell_of_review(review)
    announce(review_submitted, application_id=assignment.application_id, review_id=review.pk)
    return review


@transaction.atomic
def reopen_review(*, assignment_id: int, actor: User, reason: str) -> Review:
    """Begin to change a review after the discussion; the one handed in counts until then."""
    assignment = _for_writing(assignment_id, actor)
    refuse_unless_in_review(assignment.application)
    if not reason.strip():
        raise ReasonMissing
    last = _current(assignment)
    if last is None or last.status != ReviewStatus.SUBMITTED:
        raise NotInThisState
    numbers = assignment.reviews.aggregate(last=Max("round"))
    review = Review.objects.create(
        assignment=assignment,
        round=numbers["last"] + 1,
        words=last.words,
        advice=last.advice,
        language=last.language,
        reason=reason.strip(),
    )
    Score.objects.bulk_create(
        Score(
            review=review, criterion_id=row.criterion_id, value=row.value, rationale=row.rationale
        )
        for row in last.scores.all()
    )
    audit.record(assignment, "rewrite_review", actor=actor, reason=reason.strip())
    return review


@transaction.atomic
def drop_rewriting(*, assignment_id: int, actor: User) -> Assignment:
    """Leave a review as it was handed in, and throw the change away."""
    assignment = _for_writing(assignment_id, actor)
    draft = assignment.reviews.filter(status=ReviewStatus.DRAFT).first()
    if assignment.status != AssignmentStatus.DONE or draft is None:
        raise NotInThisState
    draft.delete()
    audit.record(assignment, "drop_rewriting", actor=actor)
    return assignment


def _for_writing(assignment_id: int, actor: User) -> Assignment:
    assignment = locked(assignment_id)
    if not policies.is_reviewer(actor, assignment):
        raise PermissionDenied
    if assignment.status not in READING:
        raise NotInThisState
    return assignment


def _current(assignment: Assignment) -> Review | None:
    """Return the draft, or else the review that counts."""
    rows = assignment.reviews.exclude(status=ReviewStatus.REPLACED)
    return rows.order_by("-round").first()


def _keep_scores(review: Review, assignment: Assignment, answers: Mapping[int, Answer]) -> None:
    """Write the answers under the criteria of the call; points outside the scale are not kept."""
    for criterion in Criterion.objects.filter(call=assignment.application.call_id):
        if (answer := answers.get(criterion.pk)) is None:
            continue
        inside = answer.value is not None and LOWEST <= answer.value <= criterion.scale_max
        Score.objects.update_or_create(
            review=review,
            criterion=criterion,
            defaults={
                "value": answer.value if inside else None,
                "rationale": answer.rationale.strip(),
            },
        )


def _replace_earlier(review: Review) -> None:
    earlier = Review.objects.filter(assignment=review.assignment_id, status=ReviewStatus.SUBMITTED)
    earlier.update(status=ReviewStatus.REPLACED, replaced_at=timezone.now())
