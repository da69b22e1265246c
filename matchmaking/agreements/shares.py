"""What one line of an agreement counts for: pledged, committed or delivered, never twice."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields, replace
from decimal import ROUND_DOWN, Decimal
from typing import Any, TypeVar

from matchmaking.agreements.choices import IN_FORCE, AgreementStatus
from matchmaking.agreements.models import AgreementLine, Delivery
from matchmaking.introductions.choices import Side
from matchmaking.money import Money
from matchmaking.writing.figures import Shares, Values

V = TypeVar("V", bound=Values)
NOTHING = Decimal(0)
HUNDREDTH = Decimal("0.01")
# What both sides said of a line so far, the last word of each.
Said = Mapping[str, Delivery]
# From an amount, agreed on a day, to the currency in which it is added up; None: no rate is known.
Convert = Callable[[Money], Money | None]


@dataclass(frozen=True)
class Part:
    """How much of a line: in the unit of the request, in the unit of the offer, and in money."""

    quantity: Decimal | None
    taken: Decimal
    amount: Money | None


def agreed_part(line: AgreementLine) -> Part:
    """Return all that the line says."""
    return Part(line.quantity, line.taken, line.amount)


def delivered_part(line: AgreementLine, said: Said) -> Part:
    """Return what both sides confirmed of the line: the smaller figure until they agree."""
    if line.quantity is not None:
        quantity = _smaller(line.quantity, [_counted(said, side) for side in Side])
        return _share(line, quantity, line.quantity, quantity=quantity)
    total = Decimal(line.amount_minor or 0)
    paid = _smaller(total, [_paid(said, side) for side in Side])
    return _share(line, paid, total, quantity=None)


def parts_of(line: AgreementLine, said: Said) -> tuple[Part | None, Part | None, Part | None]:
    """Return what of the line is pledged, committed and delivered; None where nothing is."""
    agreement = line.agreement
    if agreement.status == AgreementStatus.PROPOSED:
        return agreed_part(line), None, None
    if agreement.status in IN_FORCE:
        return None, agreed_part(line), delivered_part(line, said)
    if agreement.status == AgreementStatus.ENDED and agreement.signed_at:
        # What did not arrive before the end was given back.
        delivered = delivered_part(line, said)
        return None, delivered, delivered
    return None, None, None


def add_up(kind: type[V], shares: Iterable[Values]) -> V:
    """Add up what several lines count for; amounts are of one currency."""
    total = kind()
    for one in shares:
        sums: dict[str, Any] = {
            f.name: _sum(getattr(total, f.name), getattr(one, f.name)) for f in fields(kind)
        }
        total = replace(total, **sums)
    return total


def _sum(left: object, right: object) -> object:
    if isinstance(left, bool):
        return left or right
    if left is None or right is None:
        return right if left is None else left
    return left + right  # type: ignore[operator]  # both Decimal or both Money


def _counted(said: Said, side: str) -> Decimal:
    return (said[side].quantity or NOTHING) if side in said else NOTHING


def _paid(said: Said, side: str) -> Decimal:
    return Decimal(said[side].amount_minor or 0) if side in said else NOTHING


def _smaller(agreed: Decimal, stated: Iterable[Decimal]) -> Decimal:
    return min(agreed, *stated)


def _share(line: AgreementLine, part: Decimal, whole: Decimal, *, quantity: Decimal | None) -> Part:
    """Return `part` of the `whole` of a line; multiplied first, so that the whole stays whole."""
    taken = (line.taken * part / whole).quantize(HUNDREDTH, ROUND_DOWN)
    amount = line.amount and Money(int(line.amount.minor * part / whole), line.amount.currency)
    return Part(quantity, taken, amount)


def shares_of(
    line: AgreementLine, said: Said, *, measure: Callable[[Part], Decimal], convert: Convert
) -> Shares:
    """Return what a line counts for, in the unit and the currency of one side."""
    pledged, committed, delivered = parts_of(line, said)
    parts = (pledged, committed, delivered)
    amounts = [_value(part, convert) for part in parts]
    counted = [measure(part) if part else NOTHING for part in parts]
    known = next((amount for amount in amounts if amount), None)
    return Shares(
        pledged=counted[0],
        committed=counted[1],
        delivered=counted[2],
        pledged_value=amounts[0],
        committed_value=amounts[1],
        delivered_value=amounts[2],
        is_converted=known is not None and known.currency != line.currency,
        is_partial=bool(committed and committed.taken) and amounts[1] is None,
        is_named=True,
    )


def _value(part: Part | None, convert: Convert) -> Money | None:
    return convert(part.amount) if part and part.amount else None
