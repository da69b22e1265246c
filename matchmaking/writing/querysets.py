"""Which records someone may know of."""

from typing import Self, TypeVar

from django.db import models
from django.db.models import Q

from accounts.policies import is_secretariat
from accounts.selectors import Person, memberships_of, organisation_ids
from matchmaking.writing.models import DRAFT, PUBLISHED, WITHDRAWN, Audience, Record

R = TypeVar("R", bound=Record)


class RecordQuerySet(models.QuerySet[R]):
    """Chainable selections of records."""

    def visible_to(self, user: Person) -> Self:
        """Keep what `user` may know of: the one answer to that question."""
        shown = [Audience.PUBLIC, *([Audience.MEMBERS] if memberships_of(user) else [])]
        known = Q(status__in=self.model.KNOWN_TO_ALL, audience__in=shown)
        known |= Q(organisation__in=organisation_ids(user))
        if is_secretariat(user):
            shelved = Q(status=WITHDRAWN, submitted_at=None, published_at=None)
            known |= ~Q(status=DRAFT) & ~shelved
        return self.filter(known)

    def published(self) -> Self:
        """Keep those that are open to the other side."""
        return self.filter(status=PUBLISHED).exclude(audience=Audience.OWN)
