"""Invented papers for the benchmarks of searching, in a process that knows the index alone."""

import logging
import os
import random
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

import django

from tests.bench.places import forget_indices, own_environment
from tests.search.corpus import Corpus, rows_of_thesaurus

VISIBLE_TO = frozenset({"public", "members", "org:3"})
WORDS_OF, LENGTH = 20_000, (80, 300)  # words in each language, words of a paper
POOL, BATCH = 4_000, 1_000


class Papers:
    """Papers numbered from 1, of which there are `size`; the same in every process."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.corpus = Corpus(vocabulary=WORDS_OF, length=LENGTH)
        self.inventing = 0.0  # seconds
        # What was changed lies in files, so that every process reads the same.
        self.changes = Path(os.environ["DATA_DIR"]) / "changes"
        self.changes.mkdir(exist_ok=True)

    def build(self, ids: list[int]) -> list[Any]:
        start = time.perf_counter()
        documents = [self._document(number) for number in ids]
        self.inventing += time.perf_counter() - start
        return documents

    def change(self, number: int, word: str) -> None:
        """Give a paper another title, and ask for it to be indexed, as a service does."""
        from django.db import transaction

        import search

        (self.changes / str(number)).write_text(word)
        with transaction.atomic():
            search.enqueue("paper", [number])

    def take_back(self, number: int) -> None:
        """Let a paper be as it was, after a change that was refused."""
        (self.changes / str(number)).unlink()

    def _document(self, number: int) -> Any:
        document, change = self.corpus.document(number), self.changes / str(number)
        if not change.exists():
            return document
        return replace(document, title=change.read_text(), visibility=["public"])


class Numbers:
    """As much of a queryset as a scan needs."""

    def __init__(self, numbers: range) -> None:
        self.numbers = numbers

    def filter(self, pk__gt: int) -> "Numbers":
        return Numbers(range(pk__gt + 1, self.numbers.stop))

    def order_by(self, *fields: str) -> "Numbers":
        return self

    def values_list(self, *fields: str, flat: bool) -> "Numbers":
        return self

    def __getitem__(self, part: slice) -> list[int]:
        return list(self.numbers[part])

    def __iter__(self) -> Iterator[int]:
        return iter(self.numbers)

    def count(self) -> int:
        return len(self.numbers)


@contextmanager
def empty_index() -> Iterator[None]:
    """Make the tables of search in a database of their own, which goes away in the end."""
    with own_environment():
        join()
        from django.core.management import call_command
        from django.db import connections

        call_command("migrate", "search", verbosity=0, interactive=False)
        try:
            yield
        finally:
            forget_indices()
            connections.close_all()


def join() -> None:
    """Set this process up on the index that the process which started it has made."""
    django.setup()
    # It tells of each request that it sends to another node, at length.
    logging.getLogger("elastic_transport").setLevel(logging.ERROR)


def papers(size: int) -> Papers:
    """Let there be so many papers, and the terms of the field."""
    import search
    from search import lexicon

    lexicon.register_provider(rows_of_thesaurus)
    lexicon.forget()
    shelf = Papers(size)
    search.register("paper", build=shelf.build, rows=lambda: Numbers(range(1, shelf.size + 1)))
    return shelf


def fill(shelf: Papers) -> tuple[Any, float, float]:
    """Index papers mixed from the tokens of some thousand; return seconds of database and engine.

    For a million: what is measured is storing and searching, not analysing, which is skipped. The
    words of typing mistakes are not learnt, and texts for highlights are those of the first.
    """
    from django.db import transaction

    from search.engines import engine_named
    from search.indexing import new_generation
    from search.models import SearchDocument
    from search.reindex import swap

    with transaction.atomic():
        generation = new_generation("paper")
    engine, storing, writing = engine_named(generation.engine), 0.0, 0.0
    mixed = _mixed(shelf, generation)
    while batch := list(islice(mixed, BATCH)):
        with transaction.atomic():
            took, _ = timed(lambda batch=batch: SearchDocument.objects.bulk_create(batch))
            storing += took
            took, _ = timed(lambda batch=batch: engine.write(generation, batch))
            writing += took
    with transaction.atomic():
        generation.changes = 1
        generation.save(update_fields=["changes"])
        took, _ = timed(lambda: engine.settle(generation))
    swap(generation)
    return generation, storing, writing + took


def _mixed(shelf: Papers, generation: Any) -> Iterator[Any]:
    """Mix papers: the title and terms of one, the text of two others in the same language."""
    from search.analysis import current_analyser
    from search.indexing import _analysed
    from search.models import SearchDocument

    chance, pool = random.Random(5), {}
    for number in range(1, POOL + 1):
        row, _words = _analysed(shelf.corpus.document(number), current_analyser())
        pool.setdefault(row.language, []).append(row)
    every = [row for rows in pool.values() for row in rows]
    for number in range(1, shelf.size + 1):
        one, dated = chance.choice(every), chance.choice(every)
        other, third = chance.choices(pool[one.language], k=2)
        halves = (
            other.body_tokens[: len(other.body_tokens) // 2].rpartition(" ")[0],
            third.body_tokens[len(third.body_tokens) // 2 :].partition(" ")[2],
        )
        body = " ".join(halves)
        yield SearchDocument(
            generation=generation,
            object_id=number,
            language=one.language,
            title=one.title,
            text=one.text,
            title_tokens=one.title_tokens,
            body_tokens=body,
            concept_tokens=one.concept_tokens,
            length=one.length - other.length // 2 + len(body.split()),
            facets=dated.facets | {"language": [one.language]},
            sort_keys=dated.sort_keys,
            visibility=dated.visibility,
            revision=1,
            changed=1,
        )


def drain_all() -> None:
    """Let what had to wait arrive, as the calendar does every minute."""
    from search.errors import SearchUnavailable
    from search.models import Outbox
    from search.sync import drain

    def is_empty() -> bool:
        # Those who could not send left it to be tried later; here later is now.
        Outbox.objects.update(retry_at=None)
        try:
            drain("paper")
        except SearchUnavailable:
            return False
        return not Outbox.objects.exists()

    until(is_empty)


def until(is_so: Callable[[], bool], seconds: float = 120) -> None:
    """Wait until something is so, but not for ever."""
    deadline = time.monotonic() + seconds
    while not is_so():
        if time.monotonic() > deadline:
            raise TimeoutError("it does not get there")
        time.sleep(0.5)


def timed(act: Callable[[], Any]) -> tuple[float, Any]:
    """Do it and say how many seconds it took."""
    start = time.perf_counter()
    result = act()
    return time.perf_counter() - start, result


def median_and_p95(times: list[float]) -> tuple[float, float]:
    p95 = statistics.quantiles(times, n=20)[-1] if len(times) > 1 else times[0]
    return statistics.median(times), p95
