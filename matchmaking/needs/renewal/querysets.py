"""Which renewals someone may know of, and the usual selections."""

import datetime
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from accounts.policies import is_secretariat
from accounts.selectors import Person, organisation_ids
from matchmaking.needs.choices import NeedStatus
from matchmaking.needs.renewal.choices import RenewalStatus

if TYPE_CHECKING:
    from matchmaking.needs.renewal.models import Renewal  # noqa: F401 (named below)

OPEN = (NeedStatus.DRAFT, NeedStatus.SUBMITTED, NeedStatus.PUBLISHED)


class RenewalQuerySet(models.QuerySet["Renewal"]):
    """Chainable selections of renewals."""

    def visible_to(self, user: Person) -> "RenewalQuerySet":
        """Keep what `user` may know of: their own State's; for the secretariat what it may read.

        A draft is the State's own affair.
        """
        own = Q(need__organisation__in=organisation_ids(user))
        if is_secretariat(user):
            own |= ~Q(need__status=NeedStatus.DRAFT)
        return self.filter(own)

    def waiting(self) -> "RenewalQuerySet":
        """Keep those that the State has yet to confirm; a request closed meanwhile needs none."""
        return self.filter(status=RenewalStatus.WAITING, need__status__in=OPEN)

    def overdue(self, today: datetime.date) -> "RenewalQuerySet":
        """Keep those whose time to confirm is over."""
        return self.waiting().filter(due_on__lt=today)

    def in_order(self) -> "RenewalQuerySet":
        """Sort them as the earlier reports asked."""
        return self.order_by("need__candidate__report__year", "need__reported_page", "need_id")
