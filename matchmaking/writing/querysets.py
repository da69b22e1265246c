"""Which records someone may know of."""

import datetime
from typing import Self, TypeVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone

from accounts.policies import is_secretariat
from accounts.selectors import Person, memberships_of, organisation_ids
from matchmaking.writing.models import DRAFT, PUBLISHED, WITHDRAWN, Audience, Record
from matchmaking.writing.terms import ConfirmationTerm

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

    def with_said_at(self) -> Self:
        """Add when each was last confirmed or published."""
        said = Greatest(Coalesce("confirmed_at", "published_at"), "published_at")
        return self.annotate(said_at=said)

    def to_confirm(self, term: ConfirmationTerm, today: datetime.date) -> Self:
        """Keep the open ones whose owners are asked whether they still stand."""
        said_before = midnight(term.asked_from(today))
        return self.published().with_said_at().filter(said_at__lt=said_before)

    def published(self) -> Self:
        """Keep those that are open to the other side."""
        return self.filter(status=PUBLISHED).exclude(audience=Audience.OWN)


def midnight(day: datetime.date) -> datetime.datetime:
    """Return when a day begins, by the clock of the site."""
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time.min))
