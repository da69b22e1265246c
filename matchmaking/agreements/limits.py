"""What keeps lines from being agreed on: what does not fit together, and what is too much."""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from matchmaking.agreements.selectors.figures import (
    figures_of_need,
    figures_of_offer,
)
from matchmaking.agreements.terms import TermsData, counted
from matchmaking.errors import DomainError
from matchmaking.introductions.models import Introduction
from matchmaking.money import Money
from matchmaking.vocabulary.selectors import converted
from matchmaking.writing.figures import LineFigures, NeedFigures, OfferFigures, OfferLineFigures

Faults = dict[str, str | Promise]


class FaultyLines(DomainError):
    """Some lines cannot be agreed on like this; `errors` says why: position, field, message."""

    message = _("Some lines cannot be agreed on like this. Correct them first.")

    def __init__(self, errors: Mapping[int, Faults]) -> None:
        super().__init__(field="lines")
        self.errors = errors


class TooMuch(DomainError):
    """Others committed a part of it meanwhile; `left` says, line by line, what there still is."""

    def __init__(self, left: Collection[str]) -> None:
        super().__init__(
            _(
                "Meanwhile, others have committed a part of this: %(left)s Nothing was signed, and "
                "nothing you wrote is lost. Agree on what is left, or look for another match."
            )
            % {"left": " ".join(left)},
            field="lines",
        )
        self.left = left


@dataclass(frozen=True)
class Room:
    """What the lines of an introduction may take: still open, still left, for these lines."""

    need: NeedFigures
    offer: OfferFigures
    # What the lines in force hold already: it is theirs to keep or to give back.
    held: tuple[TermsData, ...] = ()
    # The day whose rates count: of what was signed, that of the signature.
    on: datetime.date | None = None

    @property
    def need_lines(self) -> dict[int, LineFigures]:
        """The lines of the request."""
        return {line.line_id: line for line in self.need.lines}

    @property
    def offer_lines(self) -> dict[int, OfferLineFigures]:
        """The lines of the offer."""
        return {line.line_id: line for line in self.offer.lines}


def room_of(
    introduction: Introduction,
    held: Iterable[TermsData] = (),
    on: datetime.date | None = None,
) -> Room:
    """Return what is open of the request and left of the offer now."""
    need, offer = figures_of_need(introduction.need_id), figures_of_offer(introduction.offer_id)
    return Room(need, offer, tuple(held), on)


def refuse_faults(room: Room, lines: Collection[TermsData]) -> None:
    """Raise FaultyLines where a line contradicts itself, or goes beyond what there is."""
    errors = {position: faults_of(room, line) for position, line in enumerate(lines)}
    found = {position: faults for position, faults in errors.items() if faults}
    if not found:
        # Of two limits of one field the first is told: what the request has open.
        for position, field, text in reversed(_excesses(room, lines)):
            found[position] = {field: text}
    if found:
        raise FaultyLines(found)


def refuse_too_much(room: Room, lines: Collection[TermsData]) -> None:
    """Raise TooMuch where the lines take more than is open or left by now."""
    left = [str(text) for _position, _field, text in _excesses(room, lines)]
    if left:
        raise TooMuch(left)


def faults_of(room: Room, line: TermsData) -> Faults:
    """Return what is wrong with one line by itself, by field."""
    asked = room.need_lines.get(line.need_line_id)
    given = room.offer_lines.get(line.offer_line_id)
    if asked is None:
        return {"need_line": _("Choose a part of this request.")}
    if given is None:
        return {"offer_line": _("Choose a part of this offer.")}
    found = {
        "quantity": _quantity_fault(line, asked),
        "amount": _amount_fault(room, line, asked),
        "taken": _taken_fault(line, asked, given),
        "ends_on": _window_fault(line),
    }
    return {field: message for field, message in found.items() if message}


def _quantity_fault(line: TermsData, asked: LineFigures) -> str | Promise:
    if line.quantity is not None and line.quantity <= 0:
        return _("Agree on more than nothing.")
    if line.quantity is None and asked.asked is not None:
        return _("The request counts this in %(unit)s: say how many.") % {"unit": _unit(asked)}
    if line.quantity is None and line.amount_minor is None:
        return _("Say how many, or how much money.")
    return ""


def _amount_fault(room: Room, line: TermsData, asked: LineFigures) -> str | Promise:
    if line.amount_minor is not None and line.amount_minor <= 0:
        return _("Agree on more than nothing.")
    if line.amount_minor is not None and not line.currency:
        return _("Choose the currency.")
    if _is_counted_in_money(asked) and line.amount_minor is None:
        return _("The request names a sum for this: say how much money.")
    if _is_counted_in_money(asked) and _in_currency_of(room, asked, line) is None:
        return _("No rate is known for this currency: agree on the sum in another one.")
    return ""


def _taken_fault(line: TermsData, asked: LineFigures, given: OfferLineFigures) -> str | Promise:
    if line.taken is not None and line.taken <= 0:
        return _("Agree on more than nothing.")
    if line.quantity is None or not (asked.unit and given.unit) or asked.unit == given.unit:
        return _same_unit_fault(line, asked, given)
    if line.taken is None:
        return _("The offer counts this in %(unit)s: say how many it takes.") % {
            "unit": _unit(given)
        }
    return ""


def _same_unit_fault(line: TermsData, asked: LineFigures, given: OfferLineFigures) -> str | Promise:
    differs = line.taken is not None and line.quantity is not None and line.taken != line.quantity
    if differs and asked.unit == given.unit:
        return _("Both count in the same unit: this is the quantity above.")
    return ""


def _window_fault(line: TermsData) -> str | Promise:
    if line.starts_on and line.ends_on and line.ends_on < line.starts_on:
        return _("The last day comes before the first.")
    return ""


def _excesses(room: Room, lines: Collection[TermsData]) -> list[tuple[int, str, str]]:
    """Return where the lines together go beyond the request or the offer, and what there is."""
    return [*_beyond_request(room, lines), *_beyond_offer(room, lines)]


def _beyond_request(room: Room, lines: Collection[TermsData]) -> list[tuple[int, str, str]]:
    found = []
    for pk, position in _last_positions(lines, "need_line_id").items():
        asked = room.need_lines[pk]
        more = _more(room, lines, "need_line_id", pk, lambda line: line.quantity or Decimal(0))
        if asked.open is not None and more > asked.open:
            found.append((position, "quantity", _still_open(asked)))
        elif _is_counted_in_money(asked):
            sums = [_minor(room, asked, line) for line in _about(lines, "need_line_id", pk)]
            held = [_minor(room, asked, line) for line in _about(room.held, "need_line_id", pk)]
            if asked.open_value and sum(sums) - sum(held) > asked.open_value.minor:
                found.append((position, "amount", _still_open_in_money(asked)))
    return found


def _beyond_offer(room: Room, lines: Collection[TermsData]) -> list[tuple[int, str, str]]:
    found = []
    for pk, position in _last_positions(lines, "offer_line_id").items():
        given = room.offer_lines[pk]
        more = _more(room, lines, "offer_line_id", pk, lambda line: line.taken_or_same)
        if given.left is not None and more > given.left:
            field = "quantity" if _counts_alike(list(lines)[position]) else "taken"
            found.append((position, field, _still_left(given)))
    return found


def _counts_alike(line: TermsData) -> bool:
    """Say whether a line counts the same on both sides, so that its quantity says all."""
    return line.quantity is not None and line.taken_or_same == line.quantity


def _more(room: Room, lines: Iterable[TermsData], column: str, pk: int, measure: Any) -> Decimal:
    """Return how much more of a line is wanted than is held already."""
    wanted = sum(measure(line) or Decimal(0) for line in _about(lines, column, pk))
    held = sum(measure(line) or Decimal(0) for line in _about(room.held, column, pk))
    return Decimal(wanted - held)


def _about(lines: Iterable[TermsData], column: str, pk: int) -> list[TermsData]:
    return [line for line in lines if getattr(line, column) == pk]


def _last_positions(lines: Iterable[TermsData], column: str) -> dict[int, int]:
    found: dict[int, int] = defaultdict(int)
    for position, line in enumerate(lines):
        found[getattr(line, column)] = position
    return found


def _still_open(asked: LineFigures) -> str:
    return gettext("Of “%(line)s”, %(quantity)s are still open.") % {
        "line": asked.name,
        "quantity": counted(asked.open, asked.unit, grouped=True),
    }


def _still_open_in_money(asked: LineFigures) -> str:
    return gettext("Of “%(line)s”, %(amount)s are still open.") % {
        "line": asked.name,
        "amount": asked.open_value,
    }


def _still_left(given: OfferLineFigures) -> str:
    return gettext("Of the offer's “%(line)s”, %(quantity)s are left.") % {
        "line": given.name,
        "quantity": counted(given.left, given.unit, grouped=True),
    }


def _unit(line: LineFigures | OfferLineFigures) -> str:
    return line.unit or gettext("pieces")


def _is_counted_in_money(asked: LineFigures) -> bool:
    return asked.asked is None and asked.asked_value is not None


def _in_currency_of(room: Room, asked: LineFigures, line: TermsData) -> Money | None:
    target = asked.asked_value
    if line.amount is None or target is None or not line.currency:
        return None
    return converted(line.amount, target.currency, room.on)


def _minor(room: Room, asked: LineFigures, line: TermsData) -> int:
    amount = _in_currency_of(room, asked, line)
    return amount.minor if amount else 0
