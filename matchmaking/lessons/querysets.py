"""Which lessons someone may know of."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from accounts.policies import is_broker
from accounts.selectors import Person
from matchmaking.lessons.choices import LessonStatus
from matchmaking.lessons.policies import writes_lessons
from matchmaking.monitoring.querysets import known_ids

if TYPE_CHECKING:
    from matchmaking.lessons.models import Lesson  # noqa: F401 (named below)


class LessonQuerySet(models.QuerySet["Lesson"]):
    """Chainable selections of lessons."""

    def published(self) -> "LessonQuerySet":
        """Keep those that everybody may read."""
        return self.filter(status=LessonStatus.PUBLISHED)

    def worked_on_by(self, user: Person) -> "LessonQuerySet":
        """Keep drafts and withdrawn ones that `user` works on: their own, all for a broker.

        Of those learnt in a project or an agreement, only where they may know of that.
        """
        inside = self.exclude(status=LessonStatus.PUBLISHED)
        if not writes_lessons(user):
            return inside.none()
        inside = inside.filter(Q(undertaking=None) | Q(undertaking__in=known_ids(user)))
        return inside if is_broker(user) else inside.filter(created_by=user.pk)

    def visible_to(self, user: Person) -> "LessonQuerySet":
        """Keep those `user` may know of: what is published, and what they work on."""
        working = LessonQuerySet(self.model).worked_on_by(user).values("pk")
        return self.filter(Q(status=LessonStatus.PUBLISHED) | Q(pk__in=working))
