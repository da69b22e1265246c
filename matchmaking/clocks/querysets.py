"""Which clocks someone may know of, and the usual selections of them."""

import datetime
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from accounts.policies import is_secretariat
from accounts.selectors import Person, organisation_ids
from matchmaking.needs.models import Need
from matchmaking.offers.models import Offer

if TYPE_CHECKING:
    from matchmaking.clocks.models import Clock, MatchConsent  # noqa: F401 (named below)


class ClockQuerySet(models.QuerySet["Clock"]):
    """Chainable selections of clocks."""

    def visible_to(self, user: Person) -> Self:
        """Keep the clocks of what `user` may know of: of their own records, or any for the desk."""
        # Asked of each clock: PostgreSQL would read all requests for the few clocks of one.
        need = Need.objects.visible_to(user).filter(pk=OuterRef("need"))
        offer = Offer.objects.visible_to(user).filter(pk=OuterRef("offer"))
        known = self.filter(Q(need=None) | Exists(need), Q(offer=None) | Exists(offer))
        if is_secretariat(user):
            return known
        own = organisation_ids(user)
        return known.filter(Q(need__organisation__in=own) | Q(offer__organisation__in=own))

    def open(self) -> Self:
        """Keep those that were neither done nor stopped."""
        return self.filter(done_at=None, stopped_at=None)

    def running(self) -> Self:
        """Keep the open ones that are not paused."""
        return self.open().filter(is_paused=False)

    def overdue(self, today: datetime.date) -> Self:
        """Keep the running ones whose last day has passed."""
        return self.running().filter(due_on__lt=today)


class MatchConsentQuerySet(models.QuerySet["MatchConsent"]):
    """Chainable selections of consents."""

    def standing(self) -> Self:
        """Keep those that were not withdrawn."""
        return self.filter(withdrawn_at=None)
