"""The usual selections of offers, and what is left of each line."""

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Sum
from django.db.models.functions import Coalesce, Round

from matchmaking.disclosure.querysets import DisclosedQuerySet
from matchmaking.offers.choices import OfferStatus

if TYPE_CHECKING:
    from matchmaking.offers.models import Offer, OfferLine  # noqa: F401 (named below)

MAY_EXPIRE = (OfferStatus.PUBLISHED, OfferStatus.PAUSED, OfferStatus.EXHAUSTED)


class OfferQuerySet(DisclosedQuerySet["Offer"]):
    """Chainable selections of offers."""

    def overdue(self, today: datetime.date) -> "OfferQuerySet":
        """Keep the open ones whose window is over."""
        return self.filter(status__in=MAY_EXPIRE, closes_on__lt=today)


class OfferLineQuerySet(models.QuerySet["OfferLine"]):
    """Lines with what is left of them."""

    def with_remaining(self) -> "OfferLineQuerySet":
        """Add `used` and `remaining` (None where the capacity has no limit)."""
        quantity: models.DecimalField = models.DecimalField(max_digits=14, decimal_places=2)
        # SQLite adds up in floating point; rounded, the hundredths are exact again.
        used = Round(Coalesce(Sum("uses__quantity"), Decimal(0), output_field=quantity), 2)
        left = Round(F("capacity") - F("used"), 2, output_field=quantity)
        return self.annotate(used=used, remaining=left)
