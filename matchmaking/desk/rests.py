"""The days on which a case was put off: its clocks stand still."""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterator

from django.utils import timezone

from accounts import audit
from matchmaking.desk.models import Case

ONE = datetime.timedelta(days=1)
Days = tuple[datetime.date, datetime.date | None]


def days_put_off(kind: str, ids: Collection[int] | None) -> Iterator[tuple[int, Days]]:
    """Yield the requests or offers that were put off, with the first and the last day of it."""
    cases = Case.objects.exclude(**{kind: None})
    if ids is not None:
        cases = cases.filter(**{f"{kind}__in": ids})
    records = dict(cases.values_list("pk", f"{kind}_id"))
    for case_id, found in _days(records).items():
        for days in found:
            yield records[case_id], days


def _days(case_ids: Collection[int]) -> dict[int, list[Days]]:
    found: dict[int, list[Days]] = defaultdict(list)
    for moment in audit.moments(Case, {"postpone", "resume"}, case_ids):
        day, known = timezone.localdate(moment.at), found[moment.pk]
        if known and (known[-1][1] or day) >= day:  # brought back, or put off anew, before its day
            known[-1] = (known[-1][0], day - ONE)
        _before, until = moment.changes.get("postponed_until", (None, None))
        if moment.verb == "postpone" and until:
            known.append((day, datetime.date.fromisoformat(until) - ONE))
    return found
