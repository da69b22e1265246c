"""What lets an evaluator read an undertaking: an observation of it that is theirs to verify."""

from django.db.models import Q

from accounts.choices import Role
from accounts.selectors import Person, organisation_ids
from matchmaking.observations.models import Observation


def verified_by(user: Person) -> Q:
    """Return what an undertaking is like of which `user` verifies an observation.

    Whoever is no evaluator any more reads nothing by this way.
    """
    if not organisation_ids(user, [Role.EVALUATOR]):
        return Q(pk__in=[])
    return Q(pk__in=Observation.objects.filter(evaluator=user.pk).values("undertaking"))
