"""Which activities, consents and editions are meant."""

from typing import TYPE_CHECKING, Self

from django.db import models

from matchmaking.opendata.choices import EditionStatus

if TYPE_CHECKING:
    from matchmaking.opendata.models import AmountsConsent, Edition  # noqa: F401 (named below)


class AmountsConsentQuerySet(models.QuerySet["AmountsConsent"]):
    """Chainable selections of consents."""

    def standing(self) -> Self:
        """Keep those that were not withdrawn."""
        return self.filter(withdrawn_at=None)


class EditionQuerySet(models.QuerySet["Edition"]):
    """Chainable selections of editions."""

    def ready(self) -> Self:
        """Keep those that can be downloaded, the newest first."""
        return self.filter(status=EditionStatus.READY).order_by("-pk")
