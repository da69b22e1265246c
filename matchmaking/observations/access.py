"""What lets an evaluator read an undertaking: an observation of it that is theirs to verify."""

from django.db.models import Q

from accounts.selectors import Person
from matchmaking.observations.models import Observation


def verified_by(user: Person) -> Q:
    """Return what an undertaking is like of which `user` verifies an observation."""
    return Q(pk__in=Observation.objects.filter(evaluator=user.pk).values("undertaking"))
