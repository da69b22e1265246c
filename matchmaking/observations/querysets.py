"""Which observations someone may know of: those of what they may know of itself."""

import datetime
from typing import Self

from matchmaking.monitoring.querysets import OfUndertakingQuerySet
from matchmaking.observations.choices import AWAITED


class ObservationQuerySet(OfUndertakingQuerySet):
    """Chainable selections of observations."""

    def awaited(self) -> Self:
        """Keep those to which the recipient has not answered, or has to answer again."""
        return self.filter(status__in=AWAITED)

    def asked_by(self, day: datetime.date) -> Self:
        """Keep those of which the day has come, or will have come by `day`."""
        return self.filter(due_on__lte=day)
