"""What makes somebody a reader of applications and of their reviews: a seat on the committee."""

from typing import Any

from django.db.models import Q, QuerySet

from accounts.knowing import compiled_once
from accounts.selectors import Person
from matchmaking.funds.models import Call


def sat_on(user: Person) -> Q:
    """Return what an application is like on whose committee `user` sits."""
    return Q(call__in=_calls_sat_on(user))


@compiled_once
def _calls_sat_on(user: Person) -> QuerySet[Call, Any]:
    return Call.objects.filter(seats__person=user.pk, seats__left_at=None).values("pk")
