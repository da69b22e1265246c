"""Which saved searches someone may know of."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from accounts.selectors import Person, organisation_ids

if TYPE_CHECKING:
    from matchmaking.following.models import SavedSearch  # noqa: F401 (named below)


class SavedSearchQuerySet(models.QuerySet["SavedSearch"]):
    """Chainable selections of saved searches."""

    def visible_to(self, user: Person) -> "SavedSearchQuerySet":
        """Keep one's own, and what colleagues share with an organisation of `user`."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(Q(owner=user) | Q(shared_with__in=organisation_ids(user)))

    def followed(self, frequency: str) -> "SavedSearchQuerySet":
        """Keep those whose owners wish alerts that often, and are still here."""
        return self.filter(frequency=frequency, owner__is_active=True)
