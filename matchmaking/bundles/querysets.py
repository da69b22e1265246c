"""Which bundles someone may know of."""

from typing import TYPE_CHECKING

from django.db import models

from accounts.policies import is_secretariat
from accounts.selectors import Person

if TYPE_CHECKING:
    from matchmaking.bundles.models import Bundle  # noqa: F401 (named below)


class BundleQuerySet(models.QuerySet["Bundle"]):
    """Chainable selections of bundles."""

    def visible_to(self, user: Person) -> "BundleQuerySet":
        """Keep what `user` may know of: what brokers plan stays at the secretariat."""
        return self if is_secretariat(user) else self.none()
