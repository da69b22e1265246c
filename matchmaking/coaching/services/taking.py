"""Putting into a record what its words, or the catalogue, already say."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from accounts.models import User
from matchmaking.coaching import selectors
from matchmaking.coaching.choices import RuleCode
from matchmaking.coaching.models import CatalogueEntry, CatalogueLine
from matchmaking.coaching.shipped import active_ruleset
from matchmaking.errors import DomainError
from matchmaking.money import Money
from matchmaking.vocabulary.fields import minor_units
from matchmaking.vocabulary.selectors import rate_on
from matchmaking.writing.models import Record
from matchmaking.writing.records import LINES, RecordKind
from matchmaking.writing.services import Contents, contents, edit_record, fields_of

Value = Mapping[str, Any]
Taker = Callable[[RecordKind[Any], Contents, Value, str], None]
ROUNDED_TO = Decimal(100)  # an estimate that ends in single dollars would look like a price
LONGEST_DESCRIPTION = 500


class PassageGone(DomainError):
    """The words have changed since the coach read them."""

    message = _("The text no longer says this. The advice has been read anew.")


class OtherCurrency(DomainError):
    """A record holds one currency only."""

    message = _("The amounts of this record are in another currency. Enter this one yourself.")


@transaction.atomic
def take_passage(
    kind: RecordKind[Any], *, record_id: int, version: int, code: str, text: str, actor: User
) -> Record:
    """Put a passage of the text into the field it belongs to; the text itself stays."""
    record = kind.model._base_manager.get(pk=record_id)
    value = _passage(kind, record, code, text)
    said = contents(kind, record)
    TAKERS[code](kind, said, value, text)
    return _save(kind, record_id, version, actor, said)


@transaction.atomic
def insert_entry(
    kind: RecordKind[Any], *, record_id: int, version: int, entry_id: str, actor: User
) -> Record:
    """Add the lines of an entry of the catalogue, each at the middle of its range."""
    entry = CatalogueEntry.objects.filter(pk=entry_id, retired_on=None).first()
    if entry is None:
        raise DomainError(_("The catalogue no longer has this entry."))
    record = kind.model._base_manager.get(pk=record_id)
    said = contents(kind, record)
    said["currency"] = said["currency"] or "USD"
    said["themes"] = said["themes"] or [entry.theme_id]
    with override(record.language):
        lines = entry.lines.filter(retired_on=None).order_by("position", "pk")
        said[LINES] += [_row(kind, line, said["currency"]) for line in lines]
    return _save(kind, record_id, version, actor, said)


def _passage(kind: RecordKind[Any], record: Record, code: str, text: str) -> Value:
    found = selectors.assess_record(kind, record, active_ruleset())
    passages = [p for part in found.parts if part.code == code for p in part.passages]
    value = next((p.value for p in passages if p.text == text), None)
    if not value or code not in TAKERS:
        raise PassageGone
    return value


def _save(
    kind: RecordKind[Any], record_id: int, version: int, actor: User, said: Contents
) -> Record:
    fields, lines = fields_of(kind, said)
    saved: Record = edit_record(
        kind, record_id=record_id, version=version, actor=actor, fields=fields, lines=lines
    )
    return saved


def _row(kind: RecordKind[Any], line: CatalogueLine, currency: str) -> dict[str, Any]:
    return {
        "pk": None,
        "kind_id": line.kind_id,
        "description": selectors.line_name(line),
        kind.quantity: str(line.quantity),
        "unit": line.unit,
        f"{kind.amount}_minor": _middle(line, currency),
    }


def _middle(line: CatalogueLine, currency: str) -> int | None:
    """Return the middle of the range for the whole line; None where no rate is known."""
    rate = Decimal(1) if currency == "USD" else _rate(currency)
    if rate is None:
        return None
    whole = Decimal(line.quantity) * (line.low + line.high) / 2 * rate
    amount = (whole / ROUNDED_TO).to_integral_value() * ROUNDED_TO
    return Money.of(amount, currency).minor


def _rate(currency: str) -> Decimal | None:
    rate = rate_on(currency)
    return rate.per_usd if rate else None


def _into(name: str) -> Taker:
    """Make a taker that fills one field of words."""

    def take(kind: RecordKind[Any], said: Contents, value: Value, text: str) -> None:
        said[name] = value[name][:250]

    return take


def _take_window(kind: RecordKind[Any], said: Contents, value: Value, text: str) -> None:
    names = ("opens_on", "closes_on") if kind.name == "offer" else ("starts_on", "ends_on")
    for name, day in zip(names, (value.get("starts_on"), value.get("ends_on")), strict=True):
        said[name] = day or said[name]


def _into_languages(name: str) -> Taker:
    def take(kind: RecordKind[Any], said: Contents, value: Value, text: str) -> None:
        said[name] = [*said[name], value["language"]]

    return take


def _into_amount(name: str) -> Taker:
    def take(kind: RecordKind[Any], said: Contents, value: Value, text: str) -> None:
        if said["currency"] not in ("", value["currency"]):
            raise OtherCurrency
        said["currency"] = value["currency"]
        said[name] = minor_units(Decimal(str(value["amount"])), value["currency"])

    return take


def _take_count(kind: RecordKind[Any], said: Contents, value: Value, text: str) -> None:
    """Fill the first line that counts nothing yet."""
    line = next((row for row in said[LINES] if row[kind.quantity] is None), None)
    if line is None:
        raise DomainError(_("Add a line first that says what kind of assistance is counted."))
    line[kind.quantity] = str(value["quantity"])
    line["unit"] = line["unit"] or value["unit"][:60]
    line["description"] = line["description"] or text[:LONGEST_DESCRIPTION]


def _take_unit(kind: RecordKind[Any], said: Contents, value: Value, text: str) -> None:
    line = next((row for row in said[LINES] if not row["unit"]), None)
    if line is None:
        raise PassageGone
    line["unit"] = value["unit"][:60]


def _take_goal(kind: RecordKind[Any], said: Contents, value: Value, text: str) -> None:
    goal = {"pk": None, "indicator_id": None, "title": text, "due_on": None, "baseline": None}
    said["goals"] = [*said["goals"], {**goal, **{k: str(v) for k, v in value.items()}}]


TAKERS: dict[str, Taker] = {
    RuleCode.QUANTITY: _take_count,
    RuleCode.CAPACITY: _take_count,
    RuleCode.UNIT: _take_unit,
    RuleCode.INSTITUTION: _into("institution"),
    RuleCode.PLACE: _into("place"),
    RuleCode.WINDOW: _take_window,
    RuleCode.GOAL: _take_goal,
    RuleCode.PLAN: _into("national_plan"),
    RuleCode.LANGUAGE: _into_languages("working_languages"),
    RuleCode.LANGUAGES: _into_languages("delivery_languages"),
    RuleCode.COST: _into_amount("budget_minor"),
    RuleCode.VALUE: _into_amount("value_minor"),
}
