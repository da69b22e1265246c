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


def known_to(user: Person, need: str = "") -> Q:
    """Return which requests' lines `user` may follow; `need` is the path to the request.

    Their own State's; the secretariat's too, but for what never left the State: drafts.
    """
    known = Q(**{f"{need}organisation__in": organisation_ids(user)})
    if is_secretariat(user):
        never_left = Q(**{f"{need}submitted_at": None, f"{need}published_at": None})
        draft = Q(**{f"{need}status": NeedStatus.DRAFT})
        shelved = Q(**{f"{need}status": NeedStatus.WITHDRAWN}) & never_left
        known |= ~draft & ~shelved
    return known


class RenewalQuerySet(models.QuerySet["Renewal"]):
    """Chainable selections of renewals."""

    def visible_to(self, user: Person) -> "RenewalQuerySet":
        """Keep what `user` may know of: the one answer to that question."""
        return self.filter(known_to(user, "need__"))

    def waiting(self) -> "RenewalQuerySet":
        """Keep those that the State has yet to confirm; a request closed meanwhile needs none."""
        return self.filter(status=RenewalStatus.WAITING, need__status__in=OPEN)

    def overdue(self, today: datetime.date) -> "RenewalQuerySet":
        """Keep those whose time to confirm is over."""
        return self.waiting().filter(due_on__lt=today)

    def in_order(self) -> "RenewalQuerySet":
        """Sort them as the earlier reports asked."""
        return self.order_by("need__candidate__report__year", "need__reported_page", "need_id")
