"""Which decisions, ballots, conditions and scenarios someone may know of.

An application nobody may know of takes everything about it along: recused members, whoever they
are, find neither its ballot nor its decision, nor a scenario in which it stands.
"""

from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.choices import Role
from accounts.knowing import compiled_once
from accounts.selectors import Person, organisation_ids
from matchmaking.applications.models import Application
from matchmaking.applications.querysets import known_ids
from matchmaking.decisions.choices import UNMET, AppealStatus, BallotStatus
from matchmaking.funds.models import Call

if TYPE_CHECKING:
    from matchmaking.decisions.models import (  # noqa: F401 (named in the class statements)
        Appeal,
        Ballot,
        Choice,
        Condition,
        Decision,
        Seat,
    )

# Roles in the organisation of a fund that follow its committees without sitting on them.
FOLLOWING_ROLES = (Role.FUND_ADMINISTRATOR, Role.VIEWER)


def of_followed_calls(user: Person, call: str) -> Q:
    """Return the condition that `user` sits on the committee of the `call`, or oversees it."""
    if not user.is_authenticated:
        return Q(pk__in=[])
    return Q(**{f"{call}__in": _followed_calls(user)})


@compiled_once
def _followed_calls(user: Person) -> models.QuerySet[Call, Any]:
    sat_on = Call.objects.filter(seats__person=user.pk, seats__left_at=None)
    funds = organisation_ids(user, FOLLOWING_ROLES)
    return Call.objects.filter(Q(pk__in=sat_on) | Q(fund__organisation__in=funds)).values("pk")


class SeatQuerySet(models.QuerySet["Seat"]):
    """Chainable selections of seats."""

    def taken(self) -> Self:
        """Keep the seats that nobody left."""
        return self.filter(left_at=None)

    def visible_to(self, user: Person) -> Self:
        """Keep those of the committees that `user` sits on or oversees."""
        return self.filter(of_followed_calls(user, "call"))


class BallotQuerySet(models.QuerySet["Ballot"]):
    """Chainable selections of ballots."""

    def visible_to(self, user: Person) -> Self:
        """Keep those of the committee's side, never of an application kept from `user`."""
        known = self.filter(application__in=known_ids(user))
        return known.filter(of_followed_calls(user, "application__call"))

    def open(self) -> Self:
        """Keep those on which votes are still given."""
        return self.filter(status=BallotStatus.OPEN)


class DecisionQuerySet(models.QuerySet["Decision"]):
    """Chainable selections of decisions."""

    def visible_to(self, user: Person) -> Self:
        """Keep those on applications that `user` may know of."""
        return self.filter(application__in=known_ids(user))


class ConditionQuerySet(models.QuerySet["Condition"]):
    """Chainable selections of conditions."""

    def visible_to(self, user: Person) -> Self:
        """Keep those of applications that `user` may know of."""
        return self.filter(decision__application__in=known_ids(user))

    def unmet(self) -> Self:
        """Keep those neither met nor waived."""
        return self.filter(status__in=UNMET)

    def overdue(self) -> Self:
        """Keep the unmet ones whose day has passed."""
        return self.unmet().filter(due_on__lt=timezone.localdate())


class AppealQuerySet(models.QuerySet["Appeal"]):
    """Chainable selections of appeals."""

    def visible_to(self, user: Person) -> Self:
        """Keep those of applications that `user` may know of."""
        return self.filter(decision__application__in=known_ids(user))

    def waiting(self) -> Self:
        """Keep those that are still to be heard."""
        return self.filter(status=AppealStatus.FILED)


class ChoiceQuerySet(models.QuerySet["Choice"]):
    """Chainable selections of scenarios."""

    def visible_to(self, user: Person) -> Self:
        """Keep those of followed calls in which no application is kept from `user`."""
        hidden = Application.objects.exclude(pk__in=known_ids(user))
        followed = self.filter(of_followed_calls(user, "call"))
        return followed.exclude(lines__application__in=hidden)
