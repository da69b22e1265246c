"""When something was first agreed on, and first delivered, of requests or of offers."""

import datetime
from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Any

from django.db.models import Min, Q

from matchmaking.agreements.models import Agreement, Delivery

BOTH_SIDES = 2


def first_agreed(side: str, ids: Collection[int]) -> Mapping[int, datetime.datetime]:
    """Return when both sides first signed something, by the id of the need or the offer."""
    by = f"introduction__{side}"
    rows = Agreement.objects.filter(signed_at__isnull=False, **{f"{by}__in": ids})
    return first(rows, by, "signed_at")


def first_delivered(side: str, ids: Collection[int]) -> Mapping[int, datetime.date]:
    """Return the first day on which, as both sides say, something of a line had arrived."""
    by = f"line__{side}_line__{side}"
    said = Delivery.objects.filter(Q(quantity__gt=0) | Q(amount_minor__gt=0), **{f"{by}__in": ids})
    rows = said.order_by().values_list(by, "line", "side").annotate(first=Min("on"))
    days: dict[tuple[int, int], list[datetime.date]] = defaultdict(list)
    for pk, line_id, _side, on in rows:
        days[pk, line_id].append(on)
    found: dict[int, datetime.date] = {}
    for (pk, _line), both in days.items():
        if len(both) == BOTH_SIDES:
            found[pk] = min(found.get(pk, max(both)), max(both))
    return found


def first(rows: Any, by: str, moment: str) -> Mapping[int, Any]:
    """Return the earliest moment of some rows, by what they belong to; one query."""
    return dict(rows.order_by().values_list(by).annotate(Min(moment)))
