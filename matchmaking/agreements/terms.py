"""A line as the services take it, as JSON could hold it, and in words."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from decimal import Decimal
from typing import Any

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from matchmaking.agreements.models import AgreementLine, AmendmentLine, Terms
from matchmaking.money import Money
from matchmaking.offers.choices import Channel

Line = AgreementLine | AmendmentLine


@dataclass(frozen=True)
class TermsData:
    """One line as a person typed it; `pk` names the line it replaces, None a new one."""

    need_line_id: int
    offer_line_id: int
    quantity: Decimal | None = None
    # Left out: the same figure as the quantity, or the amount in whole units.
    taken: Decimal | None = None
    amount_minor: int | None = None
    currency: str = ""
    starts_on: datetime.date | None = None
    ends_on: datetime.date | None = None
    channel: str = ""
    deliverer: str = ""
    conditions: str = ""
    pk: int | None = None

    @property
    def amount(self) -> Money | None:
        """The sum, where one was typed."""
        return None if self.amount_minor is None else Money(self.amount_minor, self.currency)

    @property
    def taken_or_same(self) -> Decimal | None:
        """What is taken of the offer: said, or the same figure that counts for the request."""
        if self.taken is not None or self.quantity is not None:
            return self.taken if self.taken is not None else self.quantity
        return self.amount.amount if self.amount else None

    def columns(self) -> dict[str, Any]:
        """Return what is written in the columns of a line."""
        values = {name: value for name, value in asdict(self).items() if name != "pk"}
        return values | {"taken": self.taken_or_same}


NAMES = tuple(field.name for field in fields(TermsData) if field.name != "pk")


def data_of(line: Line) -> TermsData:
    """Return a line as data; of an amendment, `pk` is the line it changes."""
    pk = line.pk if isinstance(line, AgreementLine) else line.line_id
    return TermsData(**{name: getattr(line, name) for name in NAMES}, pk=pk)


@dataclass(frozen=True)
class Change:
    """One thing that a rewording or an amendment changes: of which line, which column, how.

    Both are kept as codes, ISO days and plain digits; their readers see words.
    """

    line: str
    column: str
    before: str
    after: str

    @property
    def label(self) -> str:
        """The name of the column as pages write it."""
        return label_of(self.column)

    @property
    def was(self) -> str:
        """What the line says now."""
        return readable(self.column, self.before)

    @property
    def becomes(self) -> str:
        """What the line would say."""
        return readable(self.column, self.after)


def changes_between(before: Iterable[Line], after: Iterable[Line]) -> list[Change]:
    """Return the difference of the lines in force and the lines as they would be, in order."""
    held = {line.pk: said_in(line) for line in before}
    names = {line.pk: str(line) for line in before}
    found: list[Change] = []
    for line in after:
        pk = line.line_id if isinstance(line, AmendmentLine) else line.pk
        found += _changes_of(str(line), held.pop(pk, {}) if pk else {}, said_in(line))
    return found + [c for pk, old in held.items() for c in _changes_of(names[pk], old, {})]


def for_trail(changes: Iterable[Change]) -> dict[str, tuple[str, str]]:
    """Return changes as the audit trail keeps them."""
    return {f"{change.column}: {change.line}": (change.before, change.after) for change in changes}


def said_in(line: Terms) -> dict[str, str]:
    """Return what a line says, by column, as it can be kept for ever."""
    return {
        "need_line": str(line.need_line),
        "offer_line": str(line.offer_line),
        "quantity": counted(line.quantity, line.need_line.unit),
        "taken": counted(line.taken, line.offer_line.unit),
        "amount": f"{line.currency} {line.amount.amount.normalize():f}" if line.amount else "",
        "starts_on": line.starts_on.isoformat() if line.starts_on else "",
        "ends_on": line.ends_on.isoformat() if line.ends_on else "",
        "channel": line.channel,
        "deliverer": line.deliverer,
        "conditions": line.conditions,
    }


def label_of(column: str) -> str:
    """Return the name of a column as pages write it."""
    if column == "terms":
        return str(_("what else is agreed"))
    field = AgreementLine._meta.get_field("amount_minor" if column == "amount" else column)
    return str(getattr(field, "verbose_name", column))


def readable(column: str, said: str) -> str:
    """Return what is kept of a column in the words of its reader."""
    if said and column == "channel":
        return str(dict(Channel.choices).get(said, said))
    if said and column.endswith("_on"):
        return date_format(datetime.date.fromisoformat(said))
    if said and column == "amount":
        currency, figure = said.split(" ", 1)
        return str(Money.of(Decimal(figure), currency))
    return said


def counted(quantity: Decimal | None, unit: str, *, grouped: bool = False) -> str:
    """Return "12 item": a number beside its unit; nothing where there is none."""
    if quantity is None:
        return ""
    number = f"{quantity.normalize():f}"
    if grouped:
        number = number_format(quantity.normalize(), force_grouping=True)
    return f"{number} {unit}".strip()


def _changes_of(line: str, before: Mapping[str, str], after: Mapping[str, str]) -> list[Change]:
    return [
        Change(line, column, before.get(column, ""), after.get(column, ""))
        for column in (before or after)
        if before.get(column, "") != after.get(column, "")
    ]
