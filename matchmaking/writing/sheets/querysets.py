"""Which uploaded spreadsheets someone may know of."""

from typing import TYPE_CHECKING

from django.db import models

from accounts.selectors import Person, organisation_ids

if TYPE_CHECKING:
    from matchmaking.writing.sheets.models import SheetUpload  # noqa: F401 - named in quotes only


class SheetUploadQuerySet(models.QuerySet["SheetUpload"]):
    """Uploaded spreadsheets."""

    def visible_to(self, user: Person) -> "SheetUploadQuerySet":
        """Keep those of the person's own organisations: a sheet holds confidential parts too."""
        return self.filter(organisation__in=organisation_ids(user))
