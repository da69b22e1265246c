"""The usual selections of cases and of pairs on the desk."""

import datetime
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from accounts.policies import is_secretariat
from accounts.selectors import Person
from matchmaking.desk.choices import LISTED, PairState

if TYPE_CHECKING:
    from matchmaking.desk.models import Case, Shortlisting  # noqa: F401 (named below)


class CaseQuerySet(models.QuerySet["Case"]):
    """Chainable selections of cases."""

    def visible_to(self, user: Person) -> "CaseQuerySet":
        """Keep what `user` may know of: the desk is the secretariat's."""
        return self if is_secretariat(user) else self.none()

    def in_queue(self) -> "CaseQuerySet":
        """Keep the cases whose record is open to the other side."""
        return self.filter(is_open=True)

    def due(self, today: datetime.date) -> "CaseQuerySet":
        """Keep those that were not put off, or whose day has come."""
        return self.filter(Q(postponed_until=None) | Q(postponed_until__lte=today))

    def postponed(self, today: datetime.date) -> "CaseQuerySet":
        """Keep those whose day has not come yet."""
        return self.filter(postponed_until__gt=today)


class ShortlistingQuerySet(models.QuerySet["Shortlisting"]):
    """Chainable selections of pairs."""

    def visible_to(self, user: Person) -> "ShortlistingQuerySet":
        """Keep what `user` may know of: what brokers think of a pair stays on their desk."""
        return self if is_secretariat(user) else self.none()

    def listed(self) -> "ShortlistingQuerySet":
        """Keep the pairs on the shortlist, pinned ones among them."""
        return self.filter(state__in=LISTED)

    def rejected(self) -> "ShortlistingQuerySet":
        """Keep the pairs a broker rejected."""
        return self.filter(state=PairState.REJECTED)
