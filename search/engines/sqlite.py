"""SQLite's FTS5, fed with tokens.

"ascii" with "_" splits at spaces only, as no token holds any other ASCII character. Contentless
tables cannot delete before SQLite 3.43, so the table keeps its tokens and rows are deleted and
inserted explicitly; REPLACE would leave stale hits behind.
"""

from collections.abc import Collection, Sequence
from itertools import chain

import numpy as np
from django.db import connection

from search.bm25 import K1, B, idf
from search.engines.columns import NONE, Matches, Rows
from search.engines.local import LocalEngine
from search.models import IndexGeneration, SearchDocument
from search.query import AllOf, AnyOf, Node, Phrase, TextQuery, Weights, Without

CREATE = """CREATE VIRTUAL TABLE {table} USING fts5(
    title, body, concepts, tokenize="ascii tokenchars '_'")"""
DROP = "DROP TABLE IF EXISTS {table}"
DELETE = "DELETE FROM {table} WHERE rowid = %s"
INSERT = "INSERT INTO {table} (rowid, title, body, concepts) VALUES (%s, %s, %s, %s)"
OPTIMIZE = "INSERT INTO {table} ({table}) VALUES ('optimize')"
MATCH = "SELECT group_concat(rowid) FROM {table} WHERE {table} MATCH %s"
# Below LIMIT, because bm25 cannot be asked from within group_concat itself.
SCORED = """SELECT group_concat(rowid), group_concat(score) FROM (
    SELECT rowid, CAST(-1e12 * bm25({table}, %s, %s, %s) AS INTEGER) AS score
    FROM {table} WHERE {table} MATCH %s LIMIT -1)"""
WORDS = """CREATE VIRTUAL TABLE IF NOT EXISTS temp.{table}_words
    USING fts5vocab(main, {table}, instance)"""
# Where a word occurs, in one number each: the document, and the column by its first letter.
OCCURRENCES = """SELECT term, group_concat(4 * doc + (unicode(col) & 3))
    FROM temp.{{table}}_words WHERE term IN ({terms}) GROUP BY term"""
SIZE = "SELECT sum(length(block)) FROM {table}_data"
CONTENT_SIZE = """SELECT sum(length(CAST(c0 AS BLOB)) + length(CAST(c1 AS BLOB))
    + length(CAST(c2 AS BLOB))) FROM {table}_content"""


class SqliteEngine(LocalEngine):
    """Full text by FTS5; its bm25 is exact, so nothing has to be refined."""

    name = "sqlite"

    def create(self, generation: IndexGeneration) -> None:
        """Make room for a generation."""
        self.run(generation, DROP)
        self.run(generation, CREATE)

    def settle(self, generation: IndexGeneration) -> None:
        """Merge the segments that bulk writing left."""
        self.run(generation, OPTIMIZE)

    def drop(self, generation: IndexGeneration) -> None:
        """Remove a generation."""
        self.run(generation, DROP)
        self.columns.forget(generation)

    def write(self, generation: IndexGeneration, documents: Sequence[SearchDocument]) -> None:
        """Put documents in, replacing those with the same ids."""
        table = self.table(generation)
        with connection.cursor() as cursor:
            ids = [(one.object_id,) for one in documents]
            cursor.executemany(DELETE.format(table=table), ids)
            rows = [
                (one.object_id, one.title_tokens, one.body_tokens, one.concept_tokens)
                for one in documents
                if not one.is_deleted
            ]
            cursor.executemany(INSERT.format(table=table), rows)

    def matches(self, generation: IndexGeneration, text: TextQuery, *, scored: bool) -> Matches:
        """Return every document that fits the text, with its score if it is to be `scored`."""
        if text.node is None:
            return Matches(NONE, np.zeros(0))
        wanted = expression(text.node)
        if not scored:
            return Matches(_numbers(self.run(generation, MATCH, [wanted])[0][0]))
        if tokens := alternatives(text.node):
            return self._with_any(generation, tokens, text.weights)
        ids, scores = self.run(generation, SCORED, [*text.weights, wanted])[0]
        return Matches(_numbers(ids), _numbers(scores).astype(np.float64) * 1e-12)

    def _with_any(
        self, generation: IndexGeneration, tokens: Collection[str], weights: Weights
    ) -> Matches:
        """Score every document that holds one of these tokens.

        The formula is that of FTS5, which takes four times as long: it looks the length of each
        document up on the disk.
        """
        columns = self.columns.of(generation)
        average, scores = columns.average_length or 1, np.zeros(len(columns.row_of))
        by_letter = np.zeros(4)
        by_letter[[ord(name[0]) & 3 for name in Weights._fields]] = weights
        self.run(generation, WORDS)
        sql = OCCURRENCES.format(terms=", ".join(["%s"] * len(tokens)))
        found = dict(self.run(generation, sql, tokens))
        for token in tokens:
            places = _numbers(found.get(token))
            # A document written since the columns were read is found next time.
            places = places[places < 4 * len(scores)]
            counts = np.bincount(places >> 2, by_letter[places & 3], len(scores))
            ids = np.flatnonzero(counts)
            norms = K1 * (1 - B + B * columns.lengths[columns.row_of[ids]] / average)
            rarity = idf(columns.documents, len(ids))
            scores[ids] += rarity * counts[ids] * (K1 + 1) / (counts[ids] + norms)
        ids = np.flatnonzero(scores)
        return Matches(ids, scores[ids])

    def size(self, generation: IndexGeneration) -> int:
        """Return the bytes of the index and of the tokens it keeps."""
        parts = (self.run(generation, sql) for sql in (SIZE, CONTENT_SIZE))
        return sum(int(rows[0][0] or 0) for rows in parts)


def expression(node: Node) -> str:
    """Return the query in FTS5's language; every token is quoted, so none can be an operator."""
    match node:
        case Phrase(tokens):
            return f'"{" ".join(tokens)}"'
        case AllOf(parts):
            return f"({' AND '.join(expression(part) for part in parts)})"
        case AnyOf(parts):
            return f"({' OR '.join(expression(part) for part in parts)})"
        case Without(wanted, unwanted):
            return f"({expression(wanted)} NOT {expression(unwanted)})"


def alternatives(node: Node) -> tuple[str, ...]:
    """Return the tokens of which one suffices; none where the query asks for anything else."""
    match node:
        case Phrase((token,)):
            return (token,)
        case AnyOf(parts):
            found = [alternatives(part) for part in parts]
            return tuple(dict.fromkeys(chain.from_iterable(found))) if all(found) else ()
    return ()


def _numbers(text: str | None) -> Rows:
    """Read whole numbers from one string: ten times as fast as from a row for each."""
    return np.fromstring(text, np.int64, sep=",") if text else NONE
