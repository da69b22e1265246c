"""The goals of a request as its contents hold them: read, written, and as one text."""

import datetime
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from matchmaking.needs.models import Need, NeedGoal
from matchmaking.writing.records import RowSet

Row = Mapping[str, Any]


def read_goals(need: Need) -> list[dict[str, Any]]:
    """Return the goals in their order, in values that JSON can hold."""
    return [_row(goal) for goal in need.goals.order_by("position", "pk")]


def write_goals(need: Need, rows: list[dict[str, Any]]) -> None:
    """Write the goals in order, keeping the identity of those that were there before."""
    dropped = set(need.goals.values_list("pk", flat=True))
    for position, row in enumerate(rows):
        values = _columns(row) | {"position": position}
        if row["pk"] in dropped:
            need.goals.filter(pk=row["pk"]).update(**values)
            dropped.discard(row["pk"])
        else:
            need.goals.create(**values)
    need.goals.filter(pk__in=dropped).delete()


def goal_text(row: Row) -> str:
    """Return a goal as one text: indicator, own words, baseline, target, unit and day."""
    names = ("indicator_id", "title", "baseline", "target", "unit", "due_on")
    return " | ".join(str(row[name] or "").replace("|", "/") for name in names)


def number(value: Decimal | None) -> str | None:
    """Return a figure as contents keep it."""
    return None if value is None else f"{value.normalize():f}"


def _row(goal: NeedGoal) -> dict[str, Any]:
    return {
        "pk": goal.pk,
        "indicator_id": goal.indicator_id,
        "title": goal.title,
        "baseline": number(goal.baseline),
        "target": number(goal.target),
        "unit": goal.unit,
        "due_on": goal.due_on.isoformat() if goal.due_on else None,
    }


def _columns(row: Row) -> dict[str, Any]:
    return {
        "indicator_id": row["indicator_id"],
        "title": row["title"],
        "baseline": None if row["baseline"] is None else Decimal(row["baseline"]),
        "target": None if row["target"] is None else Decimal(row["target"]),
        "unit": row["unit"],
        "due_on": datetime.date.fromisoformat(row["due_on"]) if row["due_on"] else None,
    }


GOALS = RowSet(_("goals"), "indicator", read_goals, write_goals, goal_text)
