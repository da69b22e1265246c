"""Which reports someone may know of, and the usual selections of candidates."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Count, Q

from accounts.policies import is_secretariat
from accounts.selectors import Person, organisation_ids
from matchmaking.reports.choices import CandidateStatus

if TYPE_CHECKING:
    from matchmaking.reports.models import CandidateNeed, NationalReport  # noqa: F401 (named below)

DECIDED = (CandidateStatus.ACCEPTED, CandidateStatus.REJECTED)


class ReportQuerySet(models.QuerySet["NationalReport"]):
    """Chainable selections of reports."""

    def visible_to(self, user: Person) -> "ReportQuerySet":
        """Keep what `user` may know of: their own State's; all for the secretariat."""
        if is_secretariat(user):
            return self.all()
        return self.filter(organisation__in=organisation_ids(user))

    def with_progress(self) -> "ReportQuerySet":
        """Add how many candidates there are, how many are decided, how many accepted."""
        found = ~Q(candidates__status=CandidateStatus.REPLACED)
        return self.annotate(
            found=Count("candidates", filter=found),
            reviewed=Count("candidates", filter=Q(candidates__status__in=DECIDED)),
            accepted=Count("candidates", filter=Q(candidates__status=CandidateStatus.ACCEPTED)),
        )


class CandidateQuerySet(models.QuerySet["CandidateNeed"]):
    """Chainable selections of candidate needs."""

    def standing(self) -> "CandidateQuerySet":
        """Keep those that no split or merge replaced, in the order of the report."""
        return self.exclude(status=CandidateStatus.REPLACED).order_by("position", "pk")

    def undecided(self) -> "CandidateQuerySet":
        """Keep those that wait for a person."""
        return self.filter(status=CandidateStatus.DRAWN)
