"""What a request says, as the audit trail can hold it, and what became different."""

from typing import Any

from matchmaking.audit import Changes
from matchmaking.needs.models import Need, NeedLine

PLAIN_FIELDS = (
    "title",
    "description",
    "language",
    "priority",
    "rank",
    "starts_on",
    "ends_on",
    "working_languages",
    "institution",
    "place",
    "confidential_place",
    "budget_minor",
    "cofinancing_minor",
    "currency",
    "is_first_stage_only",
    "national_plan",
    "proposal_developed",
)
LINK_FIELDS = ("themes", "bodies_consulted")
# That it changed is on record; what it says stays out of every trail.
SECRET_FIELDS = ("confidential_place",)
MASK = "•••"


def snapshot(need: Need) -> dict[str, Any]:
    """Return what `need` says now, in values that JSON can hold."""
    said = {name: _plain(getattr(need, name)) for name in PLAIN_FIELDS}
    said |= {name: sorted(row.pk for row in getattr(need, name).all()) for name in LINK_FIELDS}
    said["lines"] = [_line(line) for line in need.lines.order_by("position", "pk")]
    # Amounts are read with their currency, so the trail keeps them that way.
    said["budget_minor"] = _money(need.budget)
    said["cofinancing_minor"] = _money(need.cofinancing)
    return said


def differences(before: dict[str, Any], after: dict[str, Any]) -> Changes:
    """Return the fields that differ, with both values; secrets masked."""
    return {
        name: (MASK, MASK) if name in SECRET_FIELDS else (before[name], after[name])
        for name in before
        if before[name] != after[name]
    }


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value


def _money(money: Any) -> str:
    return f"{money.currency} {money.amount.normalize():f}" if money else ""


def _line(line: NeedLine) -> str:
    quantity = "" if line.quantity is None else f"{line.quantity.normalize():f}"
    cost = "" if line.cost_minor is None else str(line.cost_minor)
    return " | ".join([line.kind_id, line.description, quantity, line.unit, cost])
