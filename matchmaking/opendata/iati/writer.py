"""Writing activities as XML, one after the other, so that memory does not grow with the file."""

import datetime
import re
from collections.abc import Iterable
from decimal import Decimal
from typing import IO, Any

from lxml import etree

from matchmaking.opendata.iati.said import (
    GRANT,
    IN_WORDS,
    PEACE_AND_JUSTICE,
    PROJECT_AID,
    SMALL_ARMS,
    Activity,
    Amount,
    Budget,
    Coded,
    Party,
    Planned,
    Publisher,
    Stretch,
    Transaction,
    Words,
)
from matchmaking.opendata.iati.standard import VERSION

LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# What XML cannot hold, and what must never be published: a place by its coordinates.
CONTROLS = re.compile(r"[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]")
POINT = r"[-+−]?\d{1,3}\.\d{3,}"
COMMA = r"[-+−]?\d{1,3},\d{4,}"
BETWEEN = r"\s*[,;/]?\s*"
DEGREES = r"\d{1,3}\s*°\s*\d{1,2}(?:[.,]\d+)?\s*['′’](?:\s*\d{1,2}(?:[.,]\d+)?\s*[\"″”])?\s*[NSEW]?"
HEMISPHERE = r"\d{1,3}[.,]\d+\s*°?\s*[NSEW]\b|[NSEW]\s*\d{1,3}[.,]\d{2,}"
COORDINATES = re.compile(
    rf"{POINT}{BETWEEN}{POINT}|{COMMA}{BETWEEN}{COMMA}|{DEGREES}|{HEMISPHERE}", re.IGNORECASE
)
LEFT_OUT = "[…]"


def write_activities(
    out: IO[bytes], activities: Iterable[Activity], publisher: Publisher, now: datetime.datetime
) -> int:
    """Write a file of activities, and return how many they were."""
    count = 0
    head = {"version": VERSION, "generated-datetime": now.isoformat(timespec="seconds")}
    with etree.xmlfile(out, encoding="utf-8") as file:
        file.write_declaration()
        with file.element("iati-activities", **head):
            for activity in activities:
                file.write("\n")
                file.write(element_of(activity, publisher))
                count += 1
            file.write("\n")
    return count


def clean(text: str) -> str:
    """Return words without what XML cannot hold, and without coordinates."""
    return COORDINATES.sub(LEFT_OUT, CONTROLS.sub("", text)).strip()


def element_of(said: Activity, publisher: Publisher) -> Any:
    """Return the element of one activity; the order of its parts is that of the standard."""
    root = etree.Element("iati-activity")
    root.set(LANG, said.language)
    root.set("default-currency", said.currency)
    if said.updated_at:
        root.set("last-updated-datetime", said.updated_at.isoformat(timespec="seconds"))
    _head(root, said, publisher)
    _course(root, said)
    _about(root, said, publisher)
    _money(root, said)
    for title, address in said.evaluations:
        _evaluation(root, title, address)
    for result in said.results:
        _result(root, result, publisher)
    return root


def _head(root: Any, said: Activity, publisher: Publisher) -> None:
    _add(root, "iati-identifier").text = said.identifier
    reporting = _add(
        root, "reporting-org", ref=publisher.party.reference, type=publisher.party.kind
    )
    # A clearing house reports what others do.
    reporting.set("secondary-reporter", "1")
    for language, name in publisher.languages.items():
        _narrative(reporting, Words(name, language))
    _narrative(_add(root, "title"), said.title)
    for kind, words in said.descriptions:
        _narrative(_add(root, "description", type=kind), words)
    for role, party in said.parties:
        _party(root, "participating-org", party, role=role)
    for number in said.numbers:
        other = _add(root, "other-identifier", ref=number, type="A1")
        owner = _add(other, "owner-org", ref=publisher.party.reference)
        _narrative(owner, Words(publisher.party.name, "en"))


def _course(root: Any, said: Activity) -> None:
    _add(root, "activity-status", code=said.status)
    for kind, day in said.dates:
        _add(root, "activity-date", **{"type": kind, "iso-date": day.isoformat()})


def _about(root: Any, said: Activity, publisher: Publisher) -> None:
    _add(root, "activity-scope", code=said.scope)
    for country in said.countries:
        _add(root, "recipient-country", code=country.code, **_share(country))
    _add(root, "sector", vocabulary="1", code=SMALL_ARMS)
    for theme in said.themes:
        _own_code(root, "sector", theme, publisher.themes, **_share(theme))
    _add(root, "tag", vocabulary="2", code=PEACE_AND_JUSTICE)
    for kind in said.kinds:
        _own_code(root, "tag", kind, publisher.kinds)
    if said.gender is not None:
        marker = {"vocabulary": "1", "code": "1", "significance": str(said.gender)}
        _add(root, "policy-marker", **marker)
    if said.is_grant:
        _add(root, "default-finance-type", code=GRANT)
        _add(root, "default-aid-type", vocabulary="1", code=PROJECT_AID)


def _money(root: Any, said: Activity) -> None:
    for budget in said.budgets:
        _budget(root, budget)
    for planned in said.planned:
        _planned(root, planned)
    for transaction in said.transactions:
        _transaction(root, transaction)


def _budget(root: Any, said: Budget) -> None:
    element = _add(root, "budget", type="1", status="2")
    _stretch(element, said.stretch)
    _value(element, said.amount)


def _planned(root: Any, said: Planned) -> None:
    element = _add(root, "planned-disbursement", type="1")
    _add(element, "period-start", **{"iso-date": said.amount.on.isoformat()})
    _value(element, said.amount)
    _party(element, "provider-org", said.provider)
    _party(element, "receiver-org", said.receiver)


def _transaction(root: Any, said: Transaction) -> None:
    element = _add(root, "transaction", ref=said.reference)
    _add(element, "transaction-type", code=said.kind)
    _add(element, "transaction-date", **{"iso-date": said.amount.on.isoformat()})
    _value(element, said.amount)
    if said.words:
        _narrative(_add(element, "description"), Words(said.words, "en"))
    if said.provider:
        _party(element, "provider-org", said.provider)
    if said.receiver:
        _party(element, "receiver-org", said.receiver)


def _evaluation(root: Any, title: str, address: str) -> None:
    element = _add(root, "document-link", format="text/html", url=address)
    _narrative(_add(element, "title"), Words(title))
    _add(element, "category", code="A07")


def _result(root: Any, said: Any, publisher: Publisher) -> None:
    result = _add(root, "result", type=said.level)
    _narrative(_add(result, "title"), Words(said.title))
    for indicator in said.indicators:
        _indicator(result, indicator, publisher)


def _indicator(result: Any, said: Any, publisher: Publisher) -> None:
    ascending = "1" if said.is_ascending else "0"
    element = _add(result, "indicator", measure=said.measure, ascending=ascending)
    _narrative(_add(element, "title"), Words(said.title))
    if clean(said.description):
        _narrative(_add(element, "description"), Words(said.description))
    if said.reference:
        where = {"vocabulary": "99", "code": said.reference, "indicator-uri": publisher.indicators}
        _add(element, "reference", **where)
    if said.baseline_on and (said.baseline is not None) and said.measure != IN_WORDS:
        day = said.baseline_on
        when = {"year": str(day.year), "iso-date": day.isoformat()}
        _add(element, "baseline", **when, value=_plain(said.baseline))
    for period in said.periods:
        _period(element, period)


def _period(indicator: Any, said: Any) -> None:
    element = _add(indicator, "period")
    _stretch(element, said.stretch)
    for name, points in (("target", said.targets), ("actual", said.actuals)):
        for point in points:
            _point(element, name, point)


def _point(period: Any, name: str, point: Any) -> None:
    known = {} if point.value is None else {"value": _plain(point.value)}
    element = _add(period, name, **known)
    if point.dimension:
        _add(element, "dimension", name=point.dimension[0], value=point.dimension[1])
    if clean(point.words):
        _narrative(_add(element, "comment"), Words(point.words))


def _add(parent: Any, name: str, /, **attributes: str) -> Any:
    return etree.SubElement(parent, name, attributes)


def _narrative(parent: Any, words: Words) -> None:
    element = _add(parent, "narrative")
    if words.language:
        element.set(LANG, words.language)
    element.text = clean(words.text) or LEFT_OUT


def _party(parent: Any, name: str, party: Party, **attributes: str) -> None:
    known = {"ref": party.reference} if party.reference else {}
    _narrative(_add(parent, name, **attributes, **known, type=party.kind), Words(party.name))


def _own_code(root: Any, name: str, said: Coded, address: str, **attributes: str) -> None:
    where = {"vocabulary": "99", "vocabulary-uri": address, "code": said.code}
    _narrative(_add(root, name, **where, **attributes), Words(said.name, "en"))


def _share(said: Coded) -> dict[str, str]:
    return {} if said.share is None else {"percentage": _plain(said.share)}


def _stretch(parent: Any, said: Stretch) -> None:
    _add(parent, "period-start", **{"iso-date": said.start.isoformat()})
    _add(parent, "period-end", **{"iso-date": said.end.isoformat()})


def _value(parent: Any, said: Amount) -> None:
    attributes = {"currency": said.currency, "value-date": said.on.isoformat()}
    _add(parent, "value", **attributes).text = _plain(said.units)


def _plain(number: Decimal) -> str:
    """Write a number without an exponent and without noughts that say nothing."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
