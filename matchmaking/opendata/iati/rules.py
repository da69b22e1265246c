"""The kinds of rules that the standard is written in; each says whether an element keeps one.

What the kinds mean is told in SPEC_JS of IATI/IATI-Rulesets. Whether a publisher is registered
cannot be asked here, so an `idCondition` never excuses anybody: this is the stricter reading.
"""

import datetime
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any

from lxml import etree

from matchmaking.opendata.iati.standard import codes

Element = Any  # lxml ships no types
Case = Mapping[str, Any]

EVERY = {
    "lang": ".//narrative[not(@xml:lang)]",
    "currency": ".//value[not(@currency)] | .//forecast[not(@currency)]",
    "sector": "transaction[not(sector)]",
}


@dataclass(frozen=True)
class Reader:
    """Reads what the paths of a rule name, as of a day."""

    today: datetime.date

    def say(self, element: Element, path: str) -> Any:
        """Return what a path evaluates to."""
        return _compiled(path)(element)

    def holds(self, element: Element, condition: str) -> bool:
        """Say whether a condition is true of an element."""
        return bool(self.say(element, condition))

    def found(self, element: Element, paths: list[str]) -> list[Any]:
        """Return the elements and attributes at the paths."""
        return [node for path in paths for node in self.say(element, path)]

    def texts(self, element: Element, paths: list[str]) -> list[str]:
        """Return the words at the paths."""
        return [_text(node) for node in self.found(element, paths)]

    def numbers(self, element: Element, paths: list[str]) -> list[Decimal | None]:
        """Return the numbers at the paths; None for what is no number."""
        return [_number(text) for text in self.texts(element, paths)]

    def days(self, element: Element, path: str) -> list[datetime.date]:
        """Return the days at a path; what is no day is a matter of the schema."""
        if path == "NOW":
            return [self.today]
        days = [_day(text) for text in self.texts(element, [path])]
        return [day for day in days if day is not None]


def atleast_one(read: Reader, element: Element, case: Case) -> bool:
    return bool(read.found(element, case["paths"]))


def no_more_than_one(read: Reader, element: Element, case: Case) -> bool:
    return len(read.found(element, case["paths"])) <= 1


def one_or_all(read: Reader, element: Element, case: Case) -> bool:
    """The activity says it once, or each part says it."""
    return read.holds(element, case["one"]) or not read.say(element, EVERY[case["all"]])


def unique(read: Reader, element: Element, case: Case) -> bool:
    texts = read.texts(element, case["paths"])
    return len(texts) == len(set(texts))


def startswith(read: Reader, element: Element, case: Case) -> bool:
    separator = case.get("separator", "")
    if case["prefix"] == ["ORG-ID-PREFIX"]:
        prefixes = [f"{code}-" for code in codes("OrganisationRegistrationAgency")]
    else:
        prefixes = [f"{text}{separator}" for text in read.texts(element, case["prefix"])]
    return all(text.startswith(tuple(prefixes)) for text in read.texts(element, case["paths"]))


def regex_matches(read: Reader, element: Element, case: Case) -> bool:
    pattern = re.compile(case["regex"])
    return all(pattern.search(text) for text in read.texts(element, case["paths"]))


def no_spaces(read: Reader, element: Element, case: Case) -> bool:
    return all(text == text.strip() for text in read.texts(element, case["paths"]))


def date_now(read: Reader, element: Element, case: Case) -> bool:
    return all(day <= read.today for day in read.days(element, case["date"]))


def date_order(read: Reader, element: Element, case: Case) -> bool:
    later = read.days(element, case["more"])
    return all(day <= other for day in read.days(element, case["less"]) for other in later)


def time_limit(read: Reader, element: Element, case: Case) -> bool:
    """From start to end is not longer than a year."""
    ends = read.days(element, case["end"])
    return all(end <= year_later(day) for day in read.days(element, case["start"]) for end in ends)


def between_dates(read: Reader, element: Element, case: Case) -> bool:
    starts, ends = read.days(element, case["start"]), read.days(element, case["end"])
    days = read.days(element, case["date"])
    return all(start <= day <= end for start in starts for end in ends for day in days)


def strict_sum(read: Reader, element: Element, case: Case) -> bool:
    numbers = read.numbers(element, case["paths"])
    return not numbers or (None not in numbers and sum(n for n in numbers if n) == case["sum"])


def in_range(read: Reader, element: Element, case: Case) -> bool:
    numbers = read.numbers(element, case["paths"])
    return all(n is not None and case["min"] <= n <= case["max"] for n in numbers)


def if_then(read: Reader, element: Element, case: Case) -> bool:
    return not read.holds(element, case["if"]) or read.holds(element, case["then"])


KINDS: dict[str, Callable[[Reader, Element, Case], bool]] = {
    "atleast_one": atleast_one,
    "no_more_than_one": no_more_than_one,
    "one_or_all": one_or_all,
    "unique": unique,
    "startswith": startswith,
    "regex_matches": regex_matches,
    "no_spaces": no_spaces,
    "date_now": date_now,
    "date_order": date_order,
    "time_limit": time_limit,
    "between_dates": between_dates,
    "strict_sum": strict_sum,
    "range": in_range,
    "if_then": if_then,
}


def year_later(day: datetime.date) -> datetime.date:
    """Return the same day of the next year; of 29 February the first of March."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return datetime.date(day.year + 1, 3, 1)


@cache
def _compiled(path: str) -> etree.XPath:
    return etree.XPath(path)


def _text(node: Any) -> str:
    return node if isinstance(node, str) else "".join(node.itertext())


def _number(text: str) -> Decimal | None:
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


def _day(text: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text[:10])
    except ValueError:
        return None
