"""From what stands in a cell to what the page's form would be sent, or what to do about it."""

import datetime
import re
import unicodedata
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from matchmaking.writing.sheets.answers import written
from matchmaking.writing.sheets.columns import Column, Names, Shape, folded

_CODE = re.compile(r"\[([^\[\]]{1,40})\]\s*$")
_SEPARATORS = re.compile("[;؛；\n]")
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]00:00(?::00)?)?$")
_DAY_FIRST = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})$")
_NUMBER = re.compile(r"-?\d+(\.\d+)?$")


class CellFault(Exception):
    """A cell that cannot be read, in words for the person."""


def posted_values(column: Column, value: Any, names: Mapping[str, Names]) -> list[str]:
    """Return the strings that a form would be sent for a cell; raise CellFault with advice."""
    if value is None or (isinstance(value, str) and not value.strip()):
        return []
    if column.shape == Shape.DAY:
        return [_day(value)]
    if column.shape == Shape.NUMBER:
        return [_number(value)]
    if column.shape == Shape.SEVERAL:
        parts = [part for part in _SEPARATORS.split(str(value)) if part.strip()]
        return list(dict.fromkeys(_code(part, names[column.key]) for part in parts))
    if column.shape == Shape.CHOICE:
        return [_code(str(value), names[column.key])]
    return [_text(value)]


def western_digits(text: str) -> str:
    """Return a text with digits of any script as 0 to 9."""
    return "".join(str(unicodedata.digit(c)) if c.isdigit() else c for c in text)


def _text(value: Any) -> str:
    if isinstance(value, datetime.datetime):
        value = value.date()
    if isinstance(value, float):
        value = _exact(value)
    return written(value).strip()


def _code(text: str, names: Names) -> str:
    bracket = _CODE.search(text)
    if bracket:
        return names.get(folded(bracket[1]), bracket[1].strip())
    code = names.get(folded(text))
    if code is None:
        raise CellFault(
            _("“%(text)s” is not in the list. Choose an entry of the list of this column.")
            % {"text": text.strip()[:80]}
        )
    return code


def _day(value: Any) -> str:
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    if isinstance(value, datetime.date):
        return value.isoformat()
    text = western_digits(str(value)).strip()
    found = _ISO.match(text)
    parts = found.groups() if found else _day_month_year(text)
    try:
        return datetime.date(*(int(part) for part in parts)).isoformat()
    except (TypeError, ValueError) as error:
        raise CellFault(
            _("“%(text)s” is not a day. Write it as 2027-03-31, or format the cell as a date.")
            % {"text": str(value)[:40]}
        ) from error


def _day_month_year(text: str) -> tuple[str, ...]:
    """Return year, month and day of 31.3.2027; a stroke may also mean the American order."""
    found = _DAY_FIRST.match(text)
    if not found:
        return ()
    first, sign, second, year = found.groups()
    if sign != "." and int(first) <= 12 and int(second) <= 12 and first != second:
        raise CellFault(
            _("“%(text)s” can be read in two ways. Write the year first, as in 2027-03-31.")
            % {"text": text}
        )
    is_american = sign != "." and int(second) > 12
    return (year, first, second) if is_american else (year, second, first)


def _number(value: Any) -> str:
    if isinstance(value, bool | datetime.date):
        raise CellFault(_("This is not a number. Format the cell as a number and write it again."))
    if isinstance(value, int | float | Decimal):
        return written(_exact(value))
    plain = western_digits(str(value)).replace("٫", ".").replace("٬", "")
    plain = re.sub(r"[\s\u00a0\u202f'’]", "", plain)
    if re.fullmatch(r"-?\d{1,3}(,\d{3}){2,}(\.\d+)?|-?\d{1,3},\d{3}\.\d+", plain):
        plain = plain.replace(",", "")
    elif re.fullmatch(r"-?\d+,(\d{1,2}|\d{4,})", plain):
        plain = plain.replace(",", ".")
    if not _NUMBER.match(plain):
        raise CellFault(
            _("“%(text)s” is not a plain number. Write 12500 or 12500.50, without unit.")
            % {"text": str(value)[:40]}
        )
    return plain


def _exact(value: float | Decimal) -> Decimal:
    """Return the number a person sees in the cell, not its binary neighbour."""
    return Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
