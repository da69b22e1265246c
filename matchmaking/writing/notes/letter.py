"""What a note verbale about a record says, before it is set in any format."""

import base64
import datetime
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from babel.dates import format_date
from django.utils.translation import get_language_info, override

from matchmaking.money import Money
from matchmaking.vocabulary.selectors import labels
from matchmaking.writing import services
from matchmaking.writing.models import Record
from matchmaking.writing.notes.models import Letterhead
from matchmaking.writing.notes.wording import wording_in
from matchmaking.writing.records import LINES, RecordKind

# Said elsewhere in the letter, or of no concern to who receives it.
_NOT_AMONG_THE_FACTS = ("title", "description", "language", "currency", "audience", LINES)


@dataclass(frozen=True)
class Order:
    """What the writer chose for one note."""

    addressee: str = ""
    reference: str = ""
    place: str = ""
    day: datetime.date | None = None
    parts: Collection[str] = ()  # confidential fields that go into this note


@dataclass(frozen=True)
class Letter:
    """A note ready to be set: plain words, in the language of the record."""

    language: str
    is_rtl: bool
    sender: str
    address: list[str]
    emblem: bytes
    heading: str
    reference: str
    restricted: str
    opening: str
    title: str
    description: list[str]
    facts: list[tuple[str, str]]
    line_heads: list[str]
    lines: list[list[str]]
    closing: str
    place_and_day: str

    @property
    def emblem_address(self) -> str:
        """The emblem as an address that needs no asking."""
        return f"data:image/png;base64,{base64.b64encode(self.emblem).decode()}"


def letter_of(kind: RecordKind[Any], record: Record, head: Letterhead, order: Order) -> Letter:
    """Return the note about `record`; confidential parts only where they were ticked."""
    language = record.language
    shown_in = "zh-hans" if language == "zh" else language
    with override(shown_in):
        words = wording_in(language)
        sender = head.name or own_name(head)
        addressee = order.addressee or words.addressee
        matter = words.matters[kind.name]
        restricted = words.restricted if _secrets(kind, record, order) else ""
        return Letter(
            language=language,
            is_rtl=bool(get_language_info(shown_in)["bidi"]),
            sender=sender,
            address=head.lines,
            emblem=emblem_of(head),
            heading=words.heading,
            reference=f"{words.reference} {order.reference}" if order.reference else "",
            restricted=restricted,
            opening=words.opening.format(sender=sender, addressee=addressee, matter=matter),
            title=record.title,
            description=[part for part in record.description.splitlines() if part.strip()],
            facts=_facts(kind, record, order),
            line_heads=_line_heads(kind),
            lines=[_line(kind, record, line) for line in record.lines.order_by("position", "pk")],
            closing=words.closing.format(sender=sender, addressee=addressee),
            place_and_day=place_and_day(order, language),
        )


def secret_parts(kind: RecordKind[Any], record: Record) -> list[tuple[str, str]]:
    """Return the confidential fields that say something, with their labels: to be ticked."""
    filled = [name for name in kind.secret_fields if getattr(record, name)]
    return [(name, _capital(kind.label(name))) for name in filled]


def _secrets(kind: RecordKind[Any], record: Record, order: Order) -> set[str]:
    return {name for name, _label in secret_parts(kind, record)} & set(order.parts)


def _facts(kind: RecordKind[Any], record: Record, order: Order) -> list[tuple[str, str]]:
    hidden = {*kind.secret_fields, *_NOT_AMONG_THE_FACTS} - _secrets(kind, record, order)
    shown = [name for name in kind.fields if name not in hidden and not name.endswith("_level")]
    words = services.in_words(kind, services.contents(kind, record))
    said = [(name, _said(record, name, words.get(name, ""))) for name in shown]
    return [(_capital(kind.label(name)), value) for name, value in said if value]


def _said(record: Record, name: str, words: str) -> str:
    """Return an answer as a letter writes it: days and amounts in full, no mere no."""
    value = getattr(record, name)
    if isinstance(value, datetime.date):
        return _day(value, record.language)
    if name.endswith("_minor"):
        return str(getattr(record, name.removesuffix("_minor")) or "")
    return "" if value is False else words


def _line_heads(kind: RecordKind[Any]) -> list[str]:
    columns = kind.model._meta.get_field("lines").related_model._meta
    names = ("kind", "description", kind.quantity, "unit", f"{kind.amount}_minor")
    return [_capital(str(columns.get_field(name).verbose_name)) for name in names]


def _line(kind: RecordKind[Any], record: Record, line: Any) -> list[str]:
    quantity, minor = getattr(line, kind.quantity), getattr(line, f"{kind.amount}_minor")
    amount = str(Money(minor, record.currency)) if minor is not None and record.currency else ""
    number = "" if quantity is None else f"{quantity.normalize():f}"
    return [str(line.kind), line.description, number, line.unit, amount]


def place_and_day(order: Order, language: str) -> str:
    """Return the last line of a letter."""
    day = _day(order.day, language) if order.day else ""
    comma = "، " if language == "ar" else ", "
    return comma.join(part for part in (order.place, day) if part)


def own_name(head: Letterhead) -> str:
    """Return the name of an organisation; a State's in the language of the letter."""
    countries = labels("country")
    return countries.get(head.organisation.country_code, "") or str(head.organisation)


def _day(day: datetime.date, language: str) -> str:
    """Return a day in full; in English as the United Nations write it."""
    return format_date(day, "long", locale="en_GB" if language == "en" else language)


def emblem_of(head: Letterhead) -> bytes:
    """Return the picture at the top of an organisation's letters; empty where it has none."""
    if head.emblem is None:
        return b""
    with head.emblem.file.open("rb") as file:
        return bytes(file.read())


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
