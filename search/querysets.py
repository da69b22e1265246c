"""Which rows of the index to read."""

from typing import TYPE_CHECKING

from django.db import models

if TYPE_CHECKING:
    from search.models import IndexGeneration, SearchDocument  # noqa: F401 - named in quotes only


class IndexGenerationQuerySet(models.QuerySet["IndexGeneration"]):
    """Generations of the index of a type."""

    def live(self, type: str) -> "IndexGeneration | None":
        """Return the generation that is searched, if anything of the type has been indexed."""
        return self.filter(type=type, status="live").first()

    def building(self, type: str) -> "IndexGeneration | None":
        """Return the generation that is being built, if one is."""
        return self.filter(type=type, status="building").first()


class SearchDocumentQuerySet(models.QuerySet["SearchDocument"]):
    """Documents with their tokens."""

    def live(self, type: str) -> "SearchDocumentQuerySet":
        """Keep the documents of a type that can be found."""
        return self.filter(generation__type=type, generation__status="live", is_deleted=False)
