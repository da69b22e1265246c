"""Which projects someone may know of: those whose application they may know of, and no others."""

from typing import TYPE_CHECKING, Any, Self

from django.db import models

from accounts.selectors import Person
from matchmaking.applications.models import Application
from matchmaking.payments.choices import OPEN, ProjectStatus

if TYPE_CHECKING:
    from matchmaking.payments.models import Project  # noqa: F401 (named in the class statement)


class ProjectQuerySet(models.QuerySet["Project"]):
    """Chainable selections of projects."""

    def visible_to(self, user: Person) -> Self:
        """Keep those of applications that `user` may know of; the recused know of none."""
        return self.filter(application__in=Application.objects.visible_to(user))

    def open(self) -> Self:
        """Keep those that are not closed."""
        return self.filter(status__in=OPEN)

    def running(self) -> Self:
        """Keep those that are signed, and neither suspended nor closed."""
        return self.filter(status=ProjectStatus.RUNNING)

    def with_parties(self) -> Self:
        """Join what names a project: its proposal, who carries it out, its call and fund."""
        return self.select_related(
            "application__call__fund__organisation",
            "application__proposal__applicant",
            "application__proposal__implementer",
            "application__proposal__country",
        )


class OfProjectQuerySet(models.QuerySet[Any]):
    """Rows of projects."""

    def visible_to(self, user: Person) -> Self:
        """Keep those of applications that `user` may know of; the recused know of none."""
        return self.filter(project__application__in=Application.objects.visible_to(user))
