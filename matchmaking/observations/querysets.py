"""Which observations someone may know of: those of what they may know of itself."""

import datetime
from typing import TYPE_CHECKING, Self

from django.db import models

from accounts.selectors import Person
from matchmaking.monitoring.models import Undertaking
from matchmaking.observations.choices import AWAITED

if TYPE_CHECKING:
    from matchmaking.observations.models import Observation  # noqa: F401 (in the class statement)


class ObservationQuerySet(models.QuerySet["Observation"]):
    """Chainable selections of observations."""

    def visible_to(self, user: Person) -> Self:
        """Keep those of undertakings that `user` may know of; the recused know of none."""
        return self.filter(undertaking__in=Undertaking.objects.visible_to(user))

    def awaited(self) -> Self:
        """Keep those to which the recipient has not answered, or has to answer again."""
        return self.filter(status__in=AWAITED)

    def asked_by(self, day: datetime.date) -> Self:
        """Keep those of which the day has come, or will have come by `day`."""
        return self.filter(due_on__lte=day)
