"""What the lines of an agreement hold of the offer's capacity: taken, changed and given back."""

from collections.abc import Mapping
from decimal import Decimal

from django.db.models import QuerySet, Sum

from matchmaking.agreements.models import Agreement, AgreementLine
from matchmaking.offers import services as offers
from matchmaking.offers.models import CapacityUse

NOTHING = Decimal(0)


def hold(agreement: Agreement, wanted: Mapping[int, Decimal]) -> None:
    """Let each line, by id, hold so much of its line of the offer: the difference is moved.

    What becomes free is given back first, so that it may be taken by another line at once.
    """
    held = {line.pk: held_by(line) for line in agreement.lines.all()}
    moved = {line: wanted.get(line.pk, NOTHING) - held[line.pk] for line in agreement.lines.all()}
    for line, difference in sorted(moved.items(), key=lambda pair: pair[1]):
        if difference:
            _move(line, difference)


def held_by(line: AgreementLine) -> Decimal:
    """Return what a line holds of the offer now."""
    total = _uses(line).aggregate(total=Sum("quantity"))["total"]
    return Decimal(total or 0).quantize(Decimal("0.01"))


def _move(line: AgreementLine, difference: Decimal) -> None:
    act = offers.reserve_capacity if difference > 0 else offers.return_capacity
    act(
        line_id=line.offer_line_id,
        quantity=abs(difference),
        key=f"{_key(line)}{_uses(line).count() + 1}",
        # The signatures of both sides are the right to it, whoever signed last.
        actor=None,
        note=str(line.agreement),
    )


def _uses(line: AgreementLine) -> QuerySet[CapacityUse]:
    return CapacityUse.objects.filter(key__startswith=_key(line))


def _key(line: AgreementLine) -> str:
    return f"agreement:{line.agreement_id}:{line.pk}:"
