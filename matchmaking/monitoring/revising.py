"""A change of a framework as data: what of which indicator, from what to what."""

import datetime
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.db import models
from django.utils.dateparse import parse_date
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from matchmaking.monitoring.models import Indicator

# What of an indicator may change, or is said of a new one.
FIELDS = (
    "title",
    "definition",
    "unit",
    "direction",
    "baseline",
    "baseline_on",
    "target",
    "target_on",
    "source",
    "is_public",
    "is_dropped",
)
NEW_FIELDS = ("result", "title", "unit", "measure", "direction", "baseline", "target", "target_on")
Change = dict[str, Any]


def changes_of(indicator: Indicator, said: Mapping[str, Any]) -> list[Change]:
    """Return what would be different of an indicator."""
    pairs = ((name, getattr(indicator, name), said[name]) for name in FIELDS if name in said)
    return [
        {
            "indicator": indicator.pk,
            "field": name,
            "before": plain(before),
            "after": plain(after),
        }
        for name, before, after in pairs
        if before != after
    ]


def addition_of(said: Mapping[str, Any]) -> Change:
    """Return a new indicator as a change."""
    after = {name: plain(said[name]) for name in NEW_FIELDS if name in said}
    return {"indicator": None, "field": "", "before": None, "after": after}


def plain(value: Any) -> Any:
    """Return a value of a column as JSON holds it."""
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return value.isoformat() if isinstance(value, datetime.date) else value


def read(name: str, value: Any) -> Any:
    """Return a value of a column from JSON."""
    column = Indicator._meta.get_field(name)
    if value is None:
        return None
    if isinstance(column, models.DecimalField):
        return Decimal(value)
    return parse_date(value) if isinstance(column, models.DateField) else value


def in_words(
    changes: Iterable[Change], indicators: Mapping[int, Indicator]
) -> list[dict[str, Any]]:
    """Return changes as people read them: indicator, what of it, before, after."""
    return [_in_words(change, indicators) for change in changes]


def _in_words(change: Change, indicators: Mapping[int, Indicator]) -> dict[str, Any]:
    if change["indicator"] is None:
        after = change["after"]
        said = (after.get("target"), after.get("unit"))
        target = " ".join(str(one) for one in said if one)
        row = {"indicator": after["title"], "field": _("New indicator"), "before": ""}
        return row | {"after": target}
    indicator, name = indicators[change["indicator"]], change["field"]
    label = Indicator._meta.get_field(name).verbose_name  # type: ignore[union-attr]
    before, after = (_shown(name, change[side]) for side in ("before", "after"))
    return {"indicator": indicator, "field": label, "before": before, "after": after}


def _shown(name: str, value: Any) -> str:
    found = read(name, value)
    if isinstance(found, bool):
        return _("yes") if found else _("no")
    if isinstance(found, Decimal):
        return str(number_format(found))
    if isinstance(found, datetime.date):
        return str(date_format(found))
    choices = dict(Indicator._meta.get_field(name).flatchoices)  # type: ignore[union-attr]
    return str(choices.get(found, found or ""))
