"""What makes somebody a reader of applications and of their reviews: a seat on the committee."""

from django.db.models import Q

from accounts.selectors import Person
from matchmaking.funds.models import Call


def sat_on(user: Person) -> Q:
    """Return what an application is like on whose committee `user` sits."""
    return Q(call__in=Call.objects.filter(seats__person=user.pk, seats__left_at=None))
