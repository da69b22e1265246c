"""The table behind a many-to-many field, read and written in one query each."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, cast

from django.db.models import ManyToManyField, Model


class Links:
    """Which codes each row is linked to."""

    def __init__(self, field: ManyToManyField) -> None:
        self._table = cast(type[Model], field.remote_field.through)
        # Django adds these two when the field meets its model; the stubs do not know them.
        names: Any = field
        self._own = f"{names.m2m_field_name()}_id"
        self._other = f"{names.m2m_reverse_field_name()}_id"

    def read(self) -> dict[Any, list[str]]:
        """Return the sorted codes by row."""
        found: dict[Any, list[str]] = defaultdict(list)
        rows = self._table._default_manager.order_by(self._other)
        for own, other in rows.values_list(self._own, self._other):
            found[own].append(other)
        return found

    def create(self, pairs: Iterable[tuple[Any, str]]) -> None:
        """Link new rows; a link that is there already stays."""
        rows = [self._table(**{self._own: own, self._other: other}) for own, other in pairs]
        self._table._default_manager.bulk_create(rows, ignore_conflicts=True)
