"""Which needs someone may know of, and the usual selections."""

import datetime
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from accounts.policies import is_secretariat
from accounts.selectors import Person, organisation_ids
from matchmaking.needs.choices import NeedStatus

if TYPE_CHECKING:
    from matchmaking.needs.models import Need  # noqa: F401 (named in the class statement)

# Met and expired requests stay on the public record; a withdrawn one is the State's own affair.
KNOWN_TO_ALL = (NeedStatus.PUBLISHED, NeedStatus.MET, NeedStatus.EXPIRED)


class NeedQuerySet(models.QuerySet["Need"]):
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

    def overdue(self, today: datetime.date) -> "NeedQuerySet":
        """Keep the published ones whose window is over."""
        return self.published().filter(ends_on__lt=today)
