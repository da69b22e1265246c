"""Keeping the facts: after each change, all of them at night, and saying where they disagree."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from django.db import transaction

from matchmaking.insights.choices import Subject
from matchmaking.insights.models import Fact
from matchmaking.insights.reading import PUBLIC, READERS

BATCH = 500
KEPT = (
    "country",
    "organisation_id",
    "fund_id",
    "states",
    "themes",
    "is_open",
    "amounts",
    "days",
)
COLUMNS = [*(name.removesuffix("_id") for name in KEPT), "version", "updated_at"]


@dataclass(frozen=True)
class Difference:
    """A record whose fact says something else than the record: missing, too much, or changed."""

    subject: str
    record_id: int
    fields: tuple[str, ...]  # none: the fact is missing, or should not be there


@transaction.atomic
def refresh(*, subject: str, record_ids: Collection[int]) -> list[Difference]:
    """Read the facts of some records anew; return where they said something else."""
    rows = Fact.objects.select_for_update().filter(subject=subject, record_id__in=record_ids)
    known = {fact.record_id: fact for fact in rows}
    found = {fact.record_id: fact for fact in READERS[subject](record_ids)}
    differing = list(_differences(subject, known, found))
    changed = [found[one.record_id] for one in differing if one.record_id in found]
    for fact in changed:
        before = known.get(fact.record_id)
        fact.version = before.version + 1 if before else 1
    Fact.objects.bulk_create(
        changed,
        update_conflicts=True,
        unique_fields=["subject", "record_id"],
        update_fields=COLUMNS,
    )
    gone = [known[pk].pk for pk in known if pk not in found]
    if gone:
        Fact.objects.filter(pk__in=gone).delete()
    return differing


def rebuild() -> list[Difference]:
    """Read every fact anew, and return those that had been wrong."""
    return [
        one for subject, ids in _everything() for one in refresh(subject=subject, record_ids=ids)
    ]


def disagreements() -> list[Difference]:
    """Return the facts that say something else than the records; change nothing."""
    found: list[Difference] = []
    for subject, ids in _everything():
        rows = Fact.objects.filter(subject=subject, record_id__in=ids)
        known = {fact.record_id: fact for fact in rows}
        read = {fact.record_id: fact for fact in READERS[subject](ids)}
        found += _differences(subject, known, read)
    return found


def _everything() -> Iterator[tuple[str, list[int]]]:
    """Yield all that has a fact or should have one, some hundred at a time."""
    for subject in Subject.values:
        kept = Fact.objects.filter(subject=subject).values_list("record_id", flat=True)
        ids = iter(sorted({*kept, *PUBLIC[subject]()}))
        while batch := list(islice(ids, BATCH)):
            yield subject, batch


def _differences(
    subject: str, known: dict[int, Fact], found: dict[int, Fact]
) -> Iterable[Difference]:
    for pk in sorted({*known, *found}):
        if pk not in known or pk not in found:
            yield Difference(subject, pk, ())
            continue
        fields = [name for name in KEPT if getattr(known[pk], name) != getattr(found[pk], name)]
        if fields:
            yield Difference(subject, pk, tuple(fields))
