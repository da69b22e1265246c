"""The usual selections of needs; which of them someone may know of, all records answer alike."""

import datetime
from typing import TYPE_CHECKING

from matchmaking.disclosure.querysets import DisclosedQuerySet

if TYPE_CHECKING:
    from matchmaking.needs.models import Need  # noqa: F401 (named in the class statement)


class NeedQuerySet(DisclosedQuerySet["Need"]):
    """Chainable selections of needs."""

    def overdue(self, today: datetime.date) -> "NeedQuerySet":
        """Keep the published ones whose window is over."""
        return self.published().filter(ends_on__lt=today)
