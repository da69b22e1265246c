"""SQLite's FTS5, fed with tokens.

"ascii" with "_" splits at spaces only, as no token holds any other ASCII character. Contentless
tables cannot delete before SQLite 3.43, so the table keeps its tokens and rows are deleted and
inserted explicitly; REPLACE would leave stale hits behind.
"""

from collections.abc import Sequence

import numpy as np
from django.db import connection

from search.engines.columns import NONE, Matches
from search.engines.local import LocalEngine, matches_of
from search.models import IndexGeneration, SearchDocument
from search.query import AllOf, AnyOf, Node, Phrase, TextQuery, Without

CREATE = """CREATE VIRTUAL TABLE {table} USING fts5(
    title, body, concepts, tokenize="ascii tokenchars '_'")"""
DROP = "DROP TABLE IF EXISTS {table}"
DELETE = "DELETE FROM {table} WHERE rowid = %s"
INSERT = "INSERT INTO {table} (rowid, title, body, concepts) VALUES (%s, %s, %s, %s)"
OPTIMIZE = "INSERT INTO {table} ({table}) VALUES ('optimize')"
MATCH = "SELECT group_concat(rowid) FROM {table} WHERE {table} MATCH %s"
RANK = """SELECT rowid, -bm25({table}, %s, %s, %s) AS score
    FROM {table} WHERE {table} MATCH %s ORDER BY score DESC LIMIT %s"""
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

    def matches(self, generation: IndexGeneration, text: TextQuery, *, best: int | None) -> Matches:
        """Return every document that fits the text, the `best` with scores."""
        if text.node is None:
            return Matches(NONE, np.zeros(0))
        wanted = expression(text.node)
        # One string of ids is read ten times as fast as a row for each.
        ids = self.run(generation, MATCH, [wanted])[0][0]
        object_ids = np.fromstring(ids, np.int64, sep=",") if ids else NONE
        if best == 0:
            return Matches(object_ids)
        limit = -1 if best is None or len(object_ids) <= best else best
        scored = matches_of(self.run(generation, RANK, [*text.weights, wanted, limit]))
        return scored if limit < 0 else scored.among(object_ids)

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
