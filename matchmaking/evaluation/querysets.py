"""Which evaluations someone may know of, and which of them are before everybody."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from accounts.selectors import Person
from matchmaking.evaluation.choices import DECLARED, STANDING, EvaluationStatus
from matchmaking.monitoring.querysets import known_ids

if TYPE_CHECKING:
    from matchmaking.evaluation.models import Assignment, Evaluation  # noqa: F401 (in the classes)


class EvaluationQuerySet(models.QuerySet["Evaluation"]):
    """Chainable selections of evaluations."""

    def visible_to(self, user: Person) -> Self:
        """Keep the published ones, and those of undertakings that `user` may know of.

        Of a published one, whoever does not know of the undertaking reads the publication only.
        """
        return self.filter(Q(status=EvaluationStatus.PUBLISHED) | self._inside(user))

    def known_to(self, user: Person) -> Self:
        """Keep those that `user` knows from inside: parties, evaluators, those who plan."""
        return self.filter(self._inside(user))

    def published(self) -> Self:
        """Keep those that everybody may read, redacted."""
        return self.filter(status=EvaluationStatus.PUBLISHED)

    def _inside(self, user: Person) -> Q:
        return Q(undertaking__in=known_ids(user))


# Named apart from the assignments of reviewers: the type checker keeps managers by their name.
class EvaluatorQuerySet(models.QuerySet["Assignment"]):
    """Chainable selections of evaluators."""

    def standing(self) -> Self:
        """Keep those who are asked, score, or have scored."""
        return self.filter(status__in=STANDING)

    def declared(self) -> Self:
        """Keep those who have said that they are independent."""
        return self.filter(status__in=DECLARED)

    def of(self, user: Person) -> Self:
        """Keep what `user` is asked to evaluate, does, or has done; nothing while recused."""
        mine = self.filter(evaluator=user.pk, status__in=STANDING)
        return mine.filter(evaluation__undertaking__in=known_ids(user))
