"""Which checklists and checks someone may know of, and which wait."""

import datetime
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.choices import Role
from accounts.policies import is_broker, is_secretariat
from accounts.selectors import Person, organisation_ids
from matchmaking.clearance.choices import PASSED, WAITING, CheckStatus, Side
from matchmaking.offers.policies import OFFERING_ROLES

if TYPE_CHECKING:
    from matchmaking.clearance.models import Check, Checklist  # noqa: F401 (named below)


class ChecklistQuerySet(models.QuerySet["Checklist"]):
    """Chainable selections of checklists."""

    def visible_to(self, user: Person) -> Self:
        """Keep those of the parties of `user`; all for the secretariat."""
        if is_secretariat(user):
            return self
        own = organisation_ids(user)
        return self.filter(Q(need__organisation__in=own) | Q(offer__organisation__in=own))

    def standing(self) -> Self:
        """Keep those of which both sides are open."""
        open_sides = self.filter(need__status="published", offer__status="published")
        return open_sides.exclude(need__audience="own").exclude(offer__audience="own")


class CheckQuerySet(models.QuerySet["Check"]):
    """Chainable selections of checks."""

    def visible_to(self, user: Person) -> Self:
        """Keep the checks `user` may read: the secretariat all, a party those it must clear."""
        if is_secretariat(user):
            return self
        own = organisation_ids(user)
        given = Q(rule__cleared_by=Side.GIVER, checklist__offer__organisation__in=own)
        asked = Q(rule__cleared_by=Side.RECIPIENT, checklist__need__organisation__in=own)
        return self.filter(given | asked)

    def clearable_by(self, user: Person) -> Self:
        """Keep the checks that `user` in person may clear."""
        giving, asking = (
            organisation_ids(user, OFFERING_ROLES),
            organisation_ids(user, (Role.FOCAL_POINT,)),
        )
        mine = Q(rule__cleared_by=Side.GIVER, checklist__offer__organisation__in=giving)
        mine |= Q(rule__cleared_by=Side.RECIPIENT, checklist__need__organisation__in=asking)
        if is_broker(user):
            mine |= Q(rule__cleared_by=Side.BROKER)
        return self.filter(mine)

    def waiting(self) -> Self:
        """Keep those that wait for somebody, those that have run out since included."""
        return self.filter(Q(status__in=WAITING) | self._over())

    def asked(self) -> Self:
        """Keep those the rules still ask for."""
        return self.exclude(status=CheckStatus.DROPPED)

    def run_out(self, today: datetime.date) -> Self:
        """Keep those whose last day is over and that nobody has marked as such."""
        return self.filter(status__in=PASSED, ruling__valid_until__lt=today)

    def _over(self) -> Q:
        return Q(status__in=PASSED, ruling__valid_until__lt=timezone.localdate())
