"""Which signed notes someone may know of."""

from typing import TYPE_CHECKING

from django.db import models

from accounts.policies import is_secretariat
from accounts.selectors import Person, organisation_ids

if TYPE_CHECKING:
    from matchmaking.writing.notes.models import SignedNote  # noqa: F401 - named in quotes only


class SignedNoteQuerySet(models.QuerySet["SignedNote"]):
    """Scans of signed notes."""

    def of(self, kind: str, record_id: int) -> "SignedNoteQuerySet":
        """Keep the notes about one record."""
        return self.filter(kind=kind, record_id=record_id)

    def visible_to(self, user: Person) -> "SignedNoteQuerySet":
        """Keep those of the person's own organisations; the secretariat, to whom notes go, all."""
        if is_secretariat(user):
            return self
        return self.filter(organisation__in=organisation_ids(user))
