"""Which needs someone may know of, and the usual selections."""

from django.db import models
from django.db.models import Q

from accounts.policies import is_secretariat
from accounts.selectors import Person, organisation_ids
from matchmaking.needs.choices import NeedStatus

# Once published, a request stays known: withdrawn, met and expired ones are part of the record.
KNOWN_TO_ALL = (NeedStatus.PUBLISHED, NeedStatus.MET, NeedStatus.EXPIRED)


class NeedQuerySet(models.QuerySet["models.Model"]):
    """Chainable selections of needs."""

    def visible_to(self, user: Person) -> "NeedQuerySet":
        """Keep what `user` may know of: the one answer to that question."""
        known = Q(status__in=KNOWN_TO_ALL) | Q(organisation__in=organisation_ids(user))
        if is_secretariat(user):
            known |= ~Q(status=NeedStatus.DRAFT)
        return self.filter(known)

    def published(self) -> "NeedQuerySet":
        """Keep those open to donors."""
        return self.filter(status=NeedStatus.PUBLISHED)
