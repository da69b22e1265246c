"""PostgreSQL's tsvector, fed with tokens.

Vectors are written as literals: to_tsvector would split tokens again. ts_rank knows neither how
rare a word is nor the weights above 1, so it only chooses the first 300, which BM25 then orders
exactly.
"""

from collections.abc import Sequence
from itertools import chain
from typing import Any

import numpy as np
from django.db import connection

from search.bm25 import Collection
from search.engines.columns import Matches, Numbers, Rows
from search.engines.exact import REFINED, exact_scores
from search.engines.local import LocalEngine, matches_of, matches_of_ids
from search.models import IndexGeneration, SearchDocument
from search.query import AllOf, AnyOf, Node, Phrase, TextQuery, Weights, Without, phrases

MOST_REMEMBERED = 10_000
# PostgreSQL's limits: positions in a vector, and places kept of one word.
LAST_POSITION = 16_383
MOST_PLACES = 255
# A phrase must not run from the title into the text.
GAP = 50

CREATE = "CREATE TABLE {table} (object_id bigint PRIMARY KEY, tokens tsvector NOT NULL)"
# Without the list of pending entries no single write has to pay for the writes before it.
INDEX = "CREATE INDEX {table}_tokens ON {table} USING gin (tokens) WITH (fastupdate = off)"
DROP = "DROP TABLE IF EXISTS {table}"
ANALYZE = "ANALYZE {table}"
DELETE = "DELETE FROM {table} WHERE object_id = ANY(%s)"
INSERT = "INSERT INTO {table} (object_id, tokens) VALUES "
MATCH = "SELECT object_id FROM {table} WHERE tokens @@ %s::tsquery"
RANK = """SELECT object_id, ts_rank(%s::real[], tokens, %s::tsquery)
    FROM {table} WHERE tokens @@ %s::tsquery"""
COUNT = "(SELECT count(*) FROM {table} WHERE tokens @@ %s::tsquery)"
SIZE = "SELECT pg_total_relation_size('{table}')"


class PostgresEngine(LocalEngine):
    """Full text by a GIN index."""

    name = "postgres"

    def __init__(self) -> None:
        super().__init__()
        self._frequencies: dict[tuple[Any, ...], int] = {}

    def create(self, generation: IndexGeneration) -> None:
        """Make room for a generation."""
        for sql in (DROP, CREATE, INDEX):
            self.run(generation, sql)

    def settle(self, generation: IndexGeneration) -> None:
        """Let the planner know what the table holds."""
        self.run(generation, ANALYZE)

    def drop(self, generation: IndexGeneration) -> None:
        """Remove a generation."""
        self.run(generation, DROP)
        self.columns.forget(generation)

    def write(self, generation: IndexGeneration, documents: Sequence[SearchDocument]) -> None:
        """Put documents in, replacing those with the same ids."""
        self.run(generation, DELETE, [[one.object_id for one in documents]])
        alive = [one for one in documents if not one.is_deleted]
        if alive:
            rows = ", ".join(["(%s, %s::tsvector)"] * len(alive))
            values = chain.from_iterable((one.object_id, vector(one)) for one in alive)
            self.run(generation, INSERT + rows, values)

    def matches(self, generation: IndexGeneration, text: TextQuery, *, scored: bool) -> Matches:
        """Return every document that fits the text, with a rough score if it is to be `scored`."""
        if text.node is None:
            return matches_of_ids([])
        wanted = expression(text.node)
        if not scored:
            return matches_of_ids(self.run(generation, MATCH, [wanted]))
        return matches_of(self.run(generation, RANK, [_ts_weights(text.weights), wanted, wanted]))

    def refined(
        self, generation: IndexGeneration, text: TextQuery, object_ids: Rows, scores: Numbers
    ) -> Numbers:
        """Score the first few exactly; the others stay behind them in their rough order."""
        if text.node is None or not len(scores):
            return scores
        first = np.lexsort((object_ids, -scores))[:REFINED]
        wanted = [int(i) for i in object_ids[first]]
        exact = self._exact(generation, text.node, text.weights, wanted)
        better: Numbers = scores - scores.max() - 1
        better[first] = [exact.get(object_id, 0.0) for object_id in wanted]
        return better

    def size(self, generation: IndexGeneration) -> int:
        """Return the bytes of the table and its indexes."""
        return int(self.run(generation, SIZE)[0][0])

    def _exact(
        self, generation: IndexGeneration, node: Node, weights: Weights, object_ids: list[int]
    ) -> dict[int, float]:
        columns = self.columns.of(generation)
        frequencies = self._frequencies_of(generation, set(phrases(node)))
        known = Collection(columns.documents, columns.average_length, frequencies.__getitem__)
        return exact_scores(generation, node, weights, known, object_ids)

    def _frequencies_of(
        self, generation: IndexGeneration, wanted: set[Phrase]
    ) -> dict[Phrase, int]:
        """Return how many documents hold each phrase, counted once until something is written."""
        if connection.in_atomic_block:
            return self._counted(generation, wanted)
        if len(self._frequencies) > MOST_REMEMBERED:
            self._frequencies.clear()
        state = (generation.uid, generation.changes)
        missing = {phrase for phrase in wanted if (*state, phrase) not in self._frequencies}
        for phrase, number in self._counted(generation, missing).items():
            self._frequencies[(*state, phrase)] = number
        return {phrase: self._frequencies[(*state, phrase)] for phrase in wanted}

    def _counted(self, generation: IndexGeneration, wanted: set[Phrase]) -> dict[Phrase, int]:
        """Count the documents that hold each phrase, all in one query."""
        if not wanted:
            return {}
        each = list(wanted)
        sql = "SELECT " + ", ".join([COUNT] * len(each))
        row = self.run(generation, sql, [expression(phrase) for phrase in each])[0]
        return dict(zip(each, map(int, row), strict=True))


def expression(node: Node) -> str:
    """Return the query in the language of tsquery; every token is quoted."""
    match node:
        case Phrase(tokens):
            return f"({' <-> '.join(_quoted(token) for token in tokens)})"
        case AllOf(parts):
            return f"({' & '.join(expression(part) for part in parts)})"
        case AnyOf(parts):
            return f"({' | '.join(expression(part) for part in parts)})"
        case Without(wanted, unwanted):
            return f"({expression(wanted)} & !{expression(unwanted)})"


def vector(document: SearchDocument) -> str:
    """Return a document as a tsvector literal: title A, concepts B, text D, gaps between."""
    places: dict[str, list[str]] = {}
    position = 0
    for field, label in (
        (document.title_tokens, "A"),
        (document.concept_tokens, "B"),
        (document.body_tokens, ""),
    ):
        for token in field.split():
            position += 1
            places.setdefault(token, []).append(f"{min(position, LAST_POSITION)}{label}")
        position += GAP
    return " ".join(
        f"{_quoted(token)}:{','.join(found[:MOST_PLACES])}" for token, found in places.items()
    )


def _quoted(token: str) -> str:
    return f"'{token}'"


def _ts_weights(weights: Weights) -> list[float]:
    """Return the weights of the labels D, C, B, A; none may be above 1."""
    most = max(weights)
    return [weights.body / most, 0.0, weights.concepts / most, weights.title / most]
