"""Small words on the pages of records: days, windows, lists, languages."""

import datetime
from collections.abc import Iterable
from typing import Any

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from matchmaking.vocabulary.choices import WorkingLanguage
from matchmaking.writing.models import PUBLISHED, Record

Fact = tuple[str | Promise, Any]


def window(first: datetime.date | None, last: datetime.date | None) -> str:
    """Return a window in words; nothing where neither end is stated."""
    start, end = (day and date_format(day) for day in (first, last))
    if start and end:
        return _("%(start)s to %(end)s") % {"start": start, "end": end}
    if end:
        return _("until %(end)s") % {"end": end}
    return _("from %(start)s") % {"start": start} if start else ""


def listed(values: Iterable[Any]) -> str:
    """Return the values after one another."""
    return ", ".join(str(value) for value in values)


def languages(codes: Iterable[str]) -> str:
    """Return the names of the languages, in the reader's own."""
    names = dict(WorkingLanguage.choices)
    return listed(names.get(code, code) for code in codes)


def said_on(record: Record) -> str:
    """Return the day on which an open record was last confirmed."""
    day = record.said_on if record.status == PUBLISHED else None
    return date_format(day) if day else ""
