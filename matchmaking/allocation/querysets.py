"""Which scenarios someone may know of."""

from typing import TYPE_CHECKING

from django.db import models

from accounts.policies import is_broker
from accounts.selectors import Person

if TYPE_CHECKING:
    from matchmaking.allocation.models import Scenario  # noqa: F401 (named below)


class ScenarioQuerySet(models.QuerySet["Scenario"]):
    """Chainable selections of scenarios."""

    def visible_to(self, user: Person) -> "ScenarioQuerySet":
        """Keep what `user` may know of: brokers work on scenarios together, nobody else does."""
        return self if is_broker(user) else self.none()
