"""Rows about a record, and records as their reader may see them."""

from collections.abc import Callable, Iterator
from typing import Any, Self, TypeVar

from django.db import models
from django.db.models import Q

from accounts.selectors import Person, organisation_ids
from matchmaking.disclosure.choices import AskStatus, Part, columns_of
from matchmaking.writing.models import Record
from matchmaking.writing.querysets import RecordQuerySet
from matchmaking.writing.records import kind_of

Row = TypeVar("Row", bound=models.Model)
R = TypeVar("R", bound=Record)
Redact = Callable[[list[Any]], None]
KEPT_BACK = frozenset(columns_of(Part.values))


class DisclosedQuerySet(RecordQuerySet[R]):
    """Records that can be made into twins: rows from which parts are left out."""

    _redact: Redact | None = None

    def redacted_by(self, redact: Redact) -> Self:
        """Hand out every row only after `redact` has left out what its reader may not see."""
        twins = self.all()
        twins._redact = redact
        return twins

    def iterator(self, chunk_size: int | None = None) -> Iterator[R]:
        """Refuse to go around the redaction."""
        if self._redact:
            raise TypeError("Read the rows of a redacted selection in parts, not by iterator().")
        return super().iterator(chunk_size)

    def _values(self, *fields: Any, **expressions: Any) -> Self:
        """Refuse to hand out bare values of what may be kept back."""
        if self._redact and (not fields or {*fields} & KEPT_BACK):
            raise TypeError("Bare values of parts that may be kept back go around the redaction.")
        return super()._values(*fields, **expressions)  # type: ignore[misc]

    def _clone(self) -> Self:
        clone = super()._clone()  # type: ignore[misc]
        clone._redact = self._redact
        return clone

    def _fetch_all(self) -> None:
        is_first = self._result_cache is None
        super()._fetch_all()
        if is_first and self._redact:
            self._redact([row for row in self._result_cache or () if isinstance(row, Record)])


class AboutRecordQuerySet(models.QuerySet[Row]):
    """Chainable selections of rows about records."""

    def about(self, record: Record) -> Self:
        """Keep those about one record."""
        return self.filter(kind=kind_of(record).name, record_id=record.pk)


class AskQuerySet(AboutRecordQuerySet[Row]):
    """Requests for disclosure."""

    def visible_to(self, user: Person) -> Self:
        """Keep what `user` may know of: both sides know of a request, and nobody else."""
        own = organisation_ids(user)
        return self.filter(Q(owner__in=own) | Q(organisation__in=own))

    def open(self) -> Self:
        """Keep those that wait for an answer."""
        return self.filter(status=AskStatus.OPEN)

    def granted(self) -> Self:
        """Keep those by which somebody may read."""
        return self.filter(status=AskStatus.GRANTED)


class ConsentQuerySet(AboutRecordQuerySet[Row]):
    """Consents to publish."""

    def standing(self) -> Self:
        """Keep those that nobody has withdrawn."""
        return self.filter(withdrawn_at=None)
