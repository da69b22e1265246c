"""Which lines of the books someone may know of, and how rows that are never edited refuse it."""

from typing import TYPE_CHECKING, Any, NoReturn, Self

from django.db import models

from matchmaking.ledger.errors import AppendOnlyError

if TYPE_CHECKING:
    from matchmaking.ledger.models import (  # noqa: F401 (named in the class statements)
        Contribution,
        Entry,
        Posting,
    )


class AppendOnlyQuerySet(models.QuerySet[Any]):
    """Rows that are written once."""

    def _refuse(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise AppendOnlyError

    update = delete = bulk_update = update_or_create = _refuse
    update.alters_data = delete.alters_data = True  # type: ignore[attr-defined]


class ContributionQuerySet(models.QuerySet["Contribution"]):
    """Chainable selections of contributions."""

    def with_earmarks(self) -> Self:
        """Fetch what they may be used for, once for all of them."""
        return self.select_related("call", "donor").prefetch_related(
            "themes", "regions", "countries"
        )


class PostingQuerySet(AppendOnlyQuerySet):
    """Chainable selections of postings."""


class EntryQuerySet(AppendOnlyQuerySet):
    """Chainable selections of entries."""
