"""Writing a record only if nobody wrote it since it was read."""

from typing import Any

from django.db.models import F

from accounts.errors import ChangedMeanwhile


def compare_and_set(obj: Any, **values: Any) -> None:
    """Write `values` only if nobody wrote since `obj` was read (SQLite ignores row locks)."""
    rows = type(obj)._base_manager.filter(pk=obj.pk, version=obj.version)
    if rows.update(version=F("version") + 1, **values) != 1:
        raise ChangedMeanwhile
    obj.version += 1
    for name, value in values.items():
        setattr(obj, name, value)
