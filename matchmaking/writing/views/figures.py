"""The figures of a record as pages and files show them: one word, one figure, everywhere."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from operator import attrgetter
from typing import Any

from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from files.export import Column
from matchmaking.money import Money
from matchmaking.writing.figures import NeedFigures, OfferFigures

Figures = NeedFigures | OfferFigures
Item = dict[str, Any]
Notes = Mapping[str, str | Promise]
Word = tuple[str, str | Promise]
# The words of each side in the order of its pages: asked of the one, offered of the other.
NEED_WORDS: tuple[Word, ...] = (
    ("asked", gettext_lazy("Asked")),
    ("pledged", gettext_lazy("Pledged")),
    ("committed", gettext_lazy("Committed")),
    ("delivered", gettext_lazy("Delivered")),
    ("open", gettext_lazy("Still open")),
)
OFFER_WORDS: tuple[Word, ...] = (
    ("capacity", gettext_lazy("Offered")),
    ("pledged", gettext_lazy("Pledged")),
    ("committed", gettext_lazy("Committed")),
    ("delivered", gettext_lazy("Delivered")),
    ("left", gettext_lazy("Left")),
)
# What is pledged stands in the lines and in files; above a page are the four that bind.
WHOLE = ("asked", "capacity", "open", "left")
ABOVE = ("asked", "capacity", "committed", "delivered", "open", "left")


def items_of(figures: Figures, notes: Notes | None = None) -> list[Item]:
    """Return the figures that stand above the page of a record, with a note where there is one."""
    said = notes or {}
    return [
        _item(figures, name, label, said.get(name, ""))
        for name, label in words_of(figures)
        if name in ABOVE
    ]


def shown(figures: Figures, lines: Iterable[Any], notes: Notes | None = None) -> dict[str, Any]:
    """Return what a page of a record needs: the figures above it, and beside each of its lines."""
    known = {line.line_id: line for line in figures.lines}
    rows = list(lines)
    return {
        "figures": items_of(figures, notes),
        "figure_words": words_of(figures),
        "line_figures": figures,
        "line_pairs": [(line, known.get(line.pk)) for line in rows],
        "has_money": any(getattr(line, name, None) for line in rows for name in ("cost", "value")),
    }


def words_of(figures: Figures) -> tuple[Word, ...]:
    """Return the words of a side."""
    return NEED_WORDS if isinstance(figures, NeedFigures) else OFFER_WORDS


def figure_columns(words: tuple[Word, ...]) -> list[Column]:
    """Return the columns of a file: each figure in units, line by line, and then in money."""
    return [
        *(Column(f"{name}_lines", _in_units(label), _lines_reader(name)) for name, label in words),
        *(Column(f"{name}_value", _in_money(label), _money_reader(name)) for name, label in words),
        Column("figures_currency", gettext_lazy("Currency of the figures"), _currency),
    ]


def money_of(figures: Figures, name: str) -> Money | None:
    """Return a figure in money, where it is known."""
    found = getattr(figures, "value" if name == "capacity" else f"{name}_value")
    if figures.is_partial and name in ("committed", "delivered"):
        return None
    return found if isinstance(found, Money) else None


def quantities_of(figures: Figures, name: str) -> list[str]:
    """Say how many of each unit: "12 item", "40 training day"; "no limit" where there is none."""
    sums: dict[str, Decimal | None] = defaultdict(Decimal)
    for line in figures.lines:
        quantity, before = getattr(line, name), sums[line.unit]
        sums[line.unit] = None if quantity is None or before is None else before + quantity
    # Of several units, those of which nothing is pledged, committed or delivered say nothing.
    said = {unit: q for unit, q in sums.items() if q or name in WHOLE} or sums
    return [text for unit, quantity in said.items() if (text := _amount(quantity, unit, name))]


def _item(figures: Figures, name: str, label: str | Promise, note: str | Promise) -> Item:
    """Put the sum in front where it is known, the first quantity otherwise."""
    money = money_of(figures, name)
    said: list[Any] = [money] if money else []
    value, *others = [*said, *quantities_of(figures, name)] or [_("not stated")]
    notes = [_isolated(text) for text in others]
    if money and money.minor and figures.is_converted and name != "asked":
        notes.append(_("converted at the rates of the day of signature"))
    return {
        "label": label,
        "value": value,
        "note": " · ".join([*notes, *filter(None, [str(note)])]),
    }


def _amount(quantity: Decimal | None, unit: str, name: str) -> str:
    if quantity is None:
        no_limit = name in ("capacity", "left")
        return (_("%(unit)s: no limit") % {"unit": unit} if unit else _("no limit")) * no_limit
    number = number_format(quantity.normalize(), force_grouping=True)
    return _("%(quantity)s %(unit)s") % {"quantity": number, "unit": unit} if unit else number


def _lines_reader(name: str) -> Callable[[Any], str]:
    read = attrgetter(name)

    def lines(record: Any) -> str:
        known = record.figures.lines if record.figures else ()
        return "; ".join(_plain(read(line), line.unit) for line in known)

    return lines


def _money_reader(name: str) -> Callable[[Any], Decimal | None]:
    def amount(record: Any) -> Decimal | None:
        money = money_of(record.figures, name) if record.figures else None
        return money.amount if money else None

    return amount


def _currency(record: Any) -> str:
    names = ("asked", "committed") if isinstance(record.figures, NeedFigures) else ("capacity",)
    known: Iterable[Money | None] = (money_of(record.figures, name) for name in names)
    return next((money.currency for money in known if money), "") if record.figures else ""


def _plain(quantity: Decimal | None, unit: str) -> str:
    """Return a quantity as a program reads it; a mark where there is none."""
    return "-" if quantity is None else f"{quantity.normalize():f} {unit}".strip()


def _in_units(label: str | Promise) -> str | Promise:
    return format_lazy(gettext_lazy("{figure}, line by line"), figure=label)


def _in_money(label: str | Promise) -> str | Promise:
    return format_lazy(gettext_lazy("{figure}, in money"), figure=label)


def _isolated(words: str) -> str:
    """Keep a number beside its unit, whatever the direction of the words around them."""
    return f"\N{FIRST STRONG ISOLATE}{words}\N{POP DIRECTIONAL ISOLATE}"
