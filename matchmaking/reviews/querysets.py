"""Which assignments, reviews and remarks someone may know of."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from accounts.selectors import Person
from matchmaking.applications.models import Application
from matchmaking.applications.querysets import recused_ids
from matchmaking.reviews import access
from matchmaking.reviews.choices import COUNTING, OPEN, READING, AssignmentStatus, ReviewStatus

if TYPE_CHECKING:
    from matchmaking.reviews.models import Assignment, Remark, Review  # noqa: F401 (in the classes)


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    """Chainable selections of assignments."""

    def visible_to(self, user: Person) -> Self:
        """Keep one's own once asked; all of those who run the fund; colleagues' once done."""
        if not user.is_authenticated:
            return self.none()
        overseen = Q(application__in=Application.objects.of_fund_of(user))
        beside = Q(application__in=access.readable(user), status__in=COUNTING)
        return self.filter(self._own(user) | overseen | beside)

    def of(self, user: Person) -> Self:
        """Keep what `user` is to review, was asked to, or has reviewed; nothing while recused."""
        return self.filter(self._own(user))

    def open(self) -> Self:
        """Keep those whose review is still to come."""
        return self.filter(status__in=OPEN)

    def counting(self) -> Self:
        """Keep those who count as reviewers: asked, reviewing, done."""
        return self.filter(status__in=COUNTING)

    def current(self) -> Self:
        """Keep those about the words that were handed in last."""
        return self.filter(submission=access.newest_submission("application"))

    def _own(self, user: Person) -> Q:
        mine = Q(reviewer=user.pk, status__in=COUNTING)
        return mine & ~Q(application__in=recused_ids(user))


class ReviewQuerySet(models.QuerySet["Review"]):
    """Chainable selections of reviews."""

    def visible_to(self, user: Person) -> Self:
        """Keep one's own; those of others once handed in, to whom the application's are open."""
        if not user.is_authenticated:
            return self.none()
        own = Q(assignment__reviewer=user.pk, assignment__status__in=READING)
        own &= ~Q(assignment__application__in=recused_ids(user))
        others = Q(assignment__application__in=access.readable(user))
        return self.filter(own | others & ~Q(status=ReviewStatus.DRAFT))

    def counting(self) -> Self:
        """Keep what counts: handed in, not replaced, and by somebody who is still a reviewer."""
        return self.filter(status=ReviewStatus.SUBMITTED, assignment__status=AssignmentStatus.DONE)

    def current(self) -> Self:
        """Keep those about the words that were handed in last."""
        return self.filter(
            assignment__submission=access.newest_submission("assignment__application")
        )


class RemarkQuerySet(models.QuerySet["Remark"]):
    """Chainable selections of remarks."""

    def visible_to(self, user: Person) -> Self:
        """Keep the discussions of applications whose reviews `user` may read."""
        return self.filter(application__in=access.readable(user))
