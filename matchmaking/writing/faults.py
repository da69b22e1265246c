"""What keeps answers from standing, in words for the person: shared by all kinds of records."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Faults = dict[str, str | Promise]


def window_faults(said: Mapping[str, Any], start: str, end: str) -> Faults:
    """Refuse a window that ends before it starts."""
    first, last = said.get(start), said.get(end)
    return (
        {end: _("The last day lies before the first.")} if first and last and last < first else {}
    )


def currency_faults(said: Mapping[str, Any], *amounts: str) -> Faults:
    """Refuse an amount that names no currency."""
    has_amount = any(said.get(name) is not None for name in amounts)
    lacks = has_amount and not said.get("currency")
    return {"currency": _("Choose the currency of the amounts.")} if lacks else {}


def closing_fault(last: datetime.date | None, missing: str | Promise) -> str | Promise:
    """Say what is wrong with the last day of a window; nothing where it lies ahead."""
    if last is None:
        return missing
    past = last < timezone.localdate()
    return _("The last day lies in the past. Choose a later one.") if past else ""
