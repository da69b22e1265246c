"""Building the index of a type anew, beside the one that is searched, and swapping the two.

The scan goes through the records by id and can be resumed; changes meanwhile reach both
generations. The new one is compared with its source and with exact search before it takes over.
"""

import random
from collections.abc import Callable, Iterator, Sequence

from django.db import connection, transaction
from django.utils import timezone

from search.analysis import current_analyser
from search.documents import builder_of, registered_types
from search.engines import engine_named, get_engine
from search.engines.memory import answer
from search.indexing import new_generation, reindex_records, send
from search.models import (
    GenerationStatus,
    IndexGeneration,
    SearchDocument,
    Term,
    TermDeletion,
)
from search.query import Phrase, Request, TextQuery, all_of
from search.sync import drain

BATCH = 200
SAMPLE = 300
SAMPLE_QUERIES = 50
LOOKS = 3

Report = Callable[[str], None]


class IndexMismatch(Exception):
    """The new generation does not hold what it should; the old one stays in use."""


def reindex(type: str, report: Report = lambda line: None) -> IndexGeneration:
    """Build the index of a type anew and put it in place of the old one."""
    for old in IndexGeneration.objects.filter(type=type, status=GenerationStatus.RETIRED):
        drop(old)
    generation = _resumed(type) or _begun(type)
    for done in scan(generation):
        report(f"{type}: {done} records read")
    _compare(generation)
    swap(generation)
    report(f"{type}: generation {generation.pk} is searched now")
    return generation


def stale_types() -> list[str]:
    """Return the types whose index is missing or was made by other rules or another engine."""
    live = IndexGeneration.objects.filter(status=GenerationStatus.LIVE)
    fresh = {generation.type for generation in live if _is_fresh(generation)}
    return [type for type in registered_types() if type not in fresh]


def scan(generation: IndexGeneration) -> Iterator[int]:
    """Read all records into a generation, from where the last scan stopped."""
    builder, done = builder_of(generation.type), 0
    while ids := builder.ids(generation.scanned_to, BATCH):
        reindex_records(generation, ids)
        send(generation, ids)
        # Last: who goes on after a crash begins with what may not have arrived.
        generation.scanned_to = ids[-1]
        generation.save(update_fields=["scanned_to"])
        done += len(ids)
        yield done


def verify(generation: IndexGeneration) -> None:
    """Compare a sample with the records and with exact search; refuse what differs."""
    chance = random.Random(generation.pk)  # noqa: S311 - a sample, not a secret
    generation.refresh_from_db()
    _verify_records(generation, chance)
    sample = _sample(generation, chance)
    for text in _queries(sample, chance):
        _verify_query(generation, sample, text)


@transaction.atomic
def swap(generation: IndexGeneration) -> None:
    """Let a generation take the place of the live one."""
    rows = IndexGeneration.objects.select_for_update().filter(type=generation.type).order_by("pk")
    for old in rows:
        if old.status == GenerationStatus.LIVE:
            old.status = GenerationStatus.RETIRED
            old.save(update_fields=["status"])
    generation.status = GenerationStatus.LIVE
    generation.live_at = timezone.now()
    generation.save(update_fields=["status", "live_at"])
    engine_named(generation.engine).publish(generation)


@transaction.atomic
def drop(generation: IndexGeneration) -> None:
    """Remove a generation with everything that belongs to it."""
    engine_named(generation.engine).drop(generation)
    # Millions of rows that nothing listens to: no need to load them first.
    for rows in (
        # Not term__generation: PostgreSQL would join the table with itself, which took minutes
        # inside a transaction that had just filled it.
        TermDeletion.objects.filter(term__in=Term.objects.filter(generation=generation)),
        Term.objects.filter(generation=generation),
        SearchDocument.objects.filter(generation=generation),
    ):
        rows._raw_delete(connection.alias)
    generation.delete()


def _begun(type: str) -> IndexGeneration:
    with transaction.atomic():
        return new_generation(type)


def _resumed(type: str) -> IndexGeneration | None:
    """Return the generation that an interrupted run left, if it is still worth going on."""
    building = IndexGeneration.objects.building(type)
    if building is None:
        return None
    if _is_fresh(building):
        return building
    drop(building)
    return None


def _is_fresh(generation: IndexGeneration) -> bool:
    """Return whether it was made by today's rules and engine, and the engine still has it."""
    engine = get_engine()
    made_by = (generation.analyser_version, generation.engine)
    return made_by == (current_analyser().version, engine.name) and engine.holds(generation)


def _compare(generation: IndexGeneration) -> None:
    """Verify a generation; changes that are on their way meanwhile may call for another look."""
    for attempt in range(1, LOOKS + 1):
        drain(generation.type)
        engine_named(generation.engine).settle(generation)
        try:
            verify(generation)
        except IndexMismatch:
            if attempt == LOOKS:
                raise
        else:
            return


def _verify_records(generation: IndexGeneration, chance: random.Random) -> None:
    builder = builder_of(generation.type)
    ids = list(builder.rows().values_list("pk", flat=True))
    some = sorted(chance.sample(ids, min(SAMPLE, len(ids))))
    expected = {doc.object_id for doc in builder.build(some)}
    rows = generation.documents.filter(is_deleted=False)
    found = set(rows.filter(object_id__in=some).values_list("object_id", flat=True))
    if found != expected:
        raise IndexMismatch(f"{len(found ^ expected)} of {len(some)} records differ")
    if rows.count() > len(ids):
        raise IndexMismatch("There are more documents than records")


def _sample(generation: IndexGeneration, chance: random.Random) -> list[SearchDocument]:
    ids = list(generation.documents.filter(is_deleted=False).values_list("pk", flat=True))
    some = chance.sample(ids, min(SAMPLE, len(ids)))
    return list(generation.documents.filter(pk__in=some))


def _queries(sample: Sequence[SearchDocument], chance: random.Random) -> Iterator[TextQuery]:
    """Yield queries for two words of a document, and for one of its concepts."""
    for one in chance.sample(sample, min(SAMPLE_QUERIES, len(sample))):
        tokens = f"{one.title_tokens} {one.body_tokens}".split()
        wanted = chance.sample(tokens, min(2, len(tokens))) or one.concept_tokens.split()[:1]
        if wanted:
            yield TextQuery(all_of([Phrase((token,)) for token in wanted]))


def _verify_query(
    generation: IndexGeneration, sample: Sequence[SearchDocument], text: TextQuery
) -> None:
    codes = frozenset(code for one in sample for code in one.visibility)
    request = Request(visible_to=codes, text=text, sort="-date", limit=1_000_000)
    ids = {one.object_id for one in sample}
    found = ids & set(engine_named(generation.engine).search(generation, request).ids)
    expected = set(answer(sample, request).ids)
    # What has changed since the sample was taken may rightly differ.
    same = generation.documents.filter(
        object_id__in=found ^ expected, changed__lte=generation.changes
    )
    if same.exists():
        raise IndexMismatch(f"{text.tokens}: found {len(found)}, expected {len(expected)}")
