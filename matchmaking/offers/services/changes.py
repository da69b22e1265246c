"""What an offer says, as the audit trail can hold it, and what became different."""

from typing import Any

from matchmaking.audit import Changes
from matchmaking.money import Money
from matchmaking.offers.models import Offer, OfferLine

PLAIN_FIELDS = (
    "title",
    "description",
    "language",
    "channel",
    "opens_on",
    "closes_on",
    "delivery_languages",
    "eligible_groups",
    "conditions",
    "aftercare_training",
    "aftercare_maintenance",
    "aftercare_spare_parts",
    "value_minor",
    "currency",
)
LINK_FIELDS = (
    "themes",
    "eligible_countries",
    "eligible_regions",
    "eligible_bodies",
    "excluded_countries",
)


def snapshot(offer: Offer) -> dict[str, Any]:
    """Return what `offer` says now, in values that JSON can hold."""
    said = {name: _plain(getattr(offer, name)) for name in PLAIN_FIELDS}
    said |= {name: sorted(row.pk for row in getattr(offer, name).all()) for name in LINK_FIELDS}
    lines = offer.lines.select_related("offer").order_by("position", "pk")
    said["lines"] = [_line(line) for line in lines]
    # An amount is read with its currency, so the trail keeps it that way.
    said["value_minor"] = _money(offer.value)
    return said


def differences(before: dict[str, Any], after: dict[str, Any]) -> Changes:
    """Return the fields that differ, with both values."""
    return {name: (before[name], after[name]) for name in before if before[name] != after[name]}


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value


def _money(money: Money | None) -> str:
    return f"{money.currency} {money.amount.normalize():f}" if money else ""


def _line(line: OfferLine) -> str:
    capacity = "" if line.capacity is None else f"{line.capacity.normalize():f}"
    parts = [line.kind_id, line.description, capacity, line.unit, _money(line.value)]
    return " | ".join(part.replace("|", "/") for part in parts)
