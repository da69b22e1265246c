"""Which rows of an undertaking someone may know of: those of what they may know of itself."""

from typing import Self

from django.db.models import Q

from accounts.selectors import Person
from matchmaking.monitoring.querysets import OfUndertakingQuerySet
from matchmaking.progress.choices import EntryStatus, VisitStatus

__all__ = ["EntryQuerySet", "OfUndertakingQuerySet", "VisitQuerySet"]


class EntryQuerySet(OfUndertakingQuerySet):
    """Risks and issues."""

    def open(self) -> Self:
        """Keep those that still need attention."""
        return self.filter(status=EntryStatus.OPEN)


class VisitQuerySet(OfUndertakingQuerySet):
    """Field visits."""

    def visible_to(self, user: Person) -> Self:
        """Keep the filed ones of known undertakings, and the drafts of `user`."""
        known = super().visible_to(user)
        return known.filter(Q(status=VisitStatus.FILED) | Q(written_by=user.pk))

    def filed(self) -> Self:
        """Keep those that say what was seen, and change no more."""
        return self.filter(status=VisitStatus.FILED)
