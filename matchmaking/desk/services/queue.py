"""Giving every case its place: one record after something happened, everything at night."""

from collections.abc import Collection, Iterable, Iterator, Mapping

from django.db import transaction
from django.utils import timezone

from matchmaking.desk.models import Case
from matchmaking.desk.ordering import place_of
from matchmaking.desk.selectors.facts import CaseFacts, facts_of
from matchmaking.desk.services.order import active_order

BATCH = 500
COMPUTED = (
    "is_open",
    "score",
    "parts",
    "best",
    "waiting_since",
    "expires_on",
    "open_checks",
    "unanswered",
    "running",
    "computed_at",
)


def refresh_queue() -> int:
    """Give every case its place anew, some at a time; return how many there are."""
    return sum(_refresh(kind, None) for kind in ("need", "offer"))


@transaction.atomic
def refresh_cases(*, need_ids: Collection[int] = (), offer_ids: Collection[int] = ()) -> None:
    """Give the cases of these needs and offers their places anew."""
    for kind, ids in (("need", need_ids), ("offer", offer_ids)):
        if ids:
            _refresh(kind, ids)


def _refresh(kind: str, ids: Collection[int] | None) -> int:
    found = facts_of(kind, ids)
    weights, rows = active_order().weights, list(found.items())
    for start in range(0, len(rows), BATCH):
        Case.objects.bulk_create(
            _cases(kind, rows[start : start + BATCH], weights),
            update_conflicts=True,
            unique_fields=[kind],
            update_fields=COMPUTED,
        )
    _close(kind, ids, found)
    return len(found)


def _close(kind: str, ids: Collection[int] | None, found: Mapping[int, CaseFacts]) -> None:
    """Take the cases whose record is no longer open out of the queue."""
    known = Case.objects.filter(is_open=True, **{f"{kind}__isnull": False})
    if ids is not None:
        known = known.filter(**{f"{kind}__in": list(ids)})
    open_now = known.values_list("pk", f"{kind}_id")
    closed = [pk for pk, record_id in open_now if record_id not in found]
    if closed:
        Case.objects.filter(pk__in=closed).update(is_open=False)


def _cases(
    kind: str, found: Iterable[tuple[int, CaseFacts]], weights: Mapping[str, float]
) -> Iterator[Case]:
    now = timezone.now()
    for pk, known in found:
        place = place_of(known.facts, weights)
        yield Case(
            **{f"{kind}_id": pk},
            is_open=True,
            score=place.score,
            parts=[part._asdict() for part in place.parts],
            best=known.facts.best,
            waiting_since=known.waiting_since,
            expires_on=known.expires_on,
            open_checks=known.facts.open_checks,
            unanswered=known.facts.unanswered,
            running=known.facts.running,
            computed_at=now,
        )
