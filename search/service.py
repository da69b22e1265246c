"""The one door to searching: text, filters, rights and order in; ids, total and counts out."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import NamedTuple

from django.utils.safestring import SafeString

from search import lexicon
from search.analysis import Analyser, current_analyser
from search.documents import SortValue, as_number
from search.engines import engine_named
from search.engines.base import Engine
from search.highlighting import Highlighter
from search.models import IndexGeneration
from search.query import Hits, Request, TextQuery
from search.reserved import asked_by
from search.suggest import candidates
from search.sync import drain_own_writes

MOST_RESULTS = 100_000
# An inclusive last day lasts until midnight, for keys that are moments.
_REST_OF_DAY = 1 - 1e-6


class Highlight(NamedTuple):
    """A found record with the words that were looked for marked."""

    title: SafeString
    snippet: SafeString


@dataclass
class Results:
    """What was found: one page of ids in order, the exact total, counted facets."""

    ids: list[int] = field(default_factory=list)
    total: int = 0
    facets: dict[str, list[tuple[str, int]]] = field(default_factory=dict)
    # The text that was searched instead, where nothing is found with a typing mistake.
    corrected: str | None = None
    page: int = 1
    per_page: int = 20
    query: TextQuery | None = None
    generation: IndexGeneration | None = None

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-self.total // self.per_page))

    @cached_property
    def _highlighter(self) -> Highlighter:
        return Highlighter(self.query or TextQuery(None), current_analyser().lexicon)

    @cached_property
    def highlights(self) -> dict[int, Highlight]:
        """The records of this page by id, marked; empty when no words were looked for."""
        if self.query is None or self.generation is None:
            return {}
        marker = self._highlighter
        rows = self.generation.documents.filter(object_id__in=self.ids)
        return {
            object_id: Highlight(marker.highlight(title, language), marker.snippet(text, language))
            for object_id, language, title, text in rows.values_list(
                "object_id", "language", "title", "text"
            )
        }

    def highlight(self, text: str, language: str) -> SafeString:
        """Return any text, escaped, with the words that were looked for marked."""
        return self._highlighter.highlight(text, language)


def find(
    *,
    type: str,
    visible_to: frozenset[str],
    text: str = "",
    language: str = "en",
    mode: str = "mine",
    filters: Mapping[str, Sequence[str]] | None = None,
    ranges: Mapping[str, tuple[SortValue, SortValue]] | None = None,
    facets: Sequence[str] = (),
    sort: str = "relevance",
    page: int = 1,
    per_page: int = 20,
) -> Results:
    """Find records of a type among those that share a code with `visible_to`.

    `text` is what a reader of `language` typed; mode "mine" ranks that language first, "all" all
    alike. `filters` names accepted values of facets, `ranges` inclusive ends of sort keys,
    `facets` those to count, each without its own filter. `sort` is "relevance" (without a text:
    the newest first), "newest", "oldest" or a sort key, with "-" for the largest first.
    """
    drain_own_writes(type)
    generation = IndexGeneration.objects.live(type)
    if generation is None:
        return Results(facets={name: [] for name in facets}, per_page=per_page)
    request = Request(
        visible_to=visible_to,
        filters={name: values for name, values in (filters or {}).items() if values},
        ranges={name: _as_numbers(ends) for name, ends in (ranges or {}).items()},
        facets=facets,
        sort=sort or "relevance",
        offset=(max(1, page) - 1) * per_page,
        limit=per_page,
    )
    search = _Search(generation, request, language, mode)
    return search.results(text.strip())


@dataclass
class _Search:
    """One question on its way to the engine, and again where a word was mistyped."""

    generation: IndexGeneration
    request: Request
    language: str
    mode: str

    def results(self, text: str) -> Results:
        query, corrected = self._query(text), None
        hits = self._ask(query)
        if query and not hits.total and (better := self._corrected(text, query)):
            query, corrected = self._query(better), better
            hits = self._ask(query)
        return Results(
            ids=hits.ids,
            total=hits.total,
            facets=hits.facets,
            corrected=corrected,
            page=self.request.start(hits.total) // self.request.limit + 1,
            per_page=self.request.limit,
            query=query,
            generation=self.generation,
        )

    def _ask(self, query: TextQuery | None) -> Hits:
        return self._engine.search(self.generation, replace(self.request, text=query))

    @cached_property
    def _engine(self) -> Engine:
        return engine_named(self.generation.engine)

    def _query(self, text: str) -> TextQuery | None:
        if not text:
            return None
        query = _analyser_for(self.generation).analyse_query(text, self.language, self.mode)
        return asked_by(query, self.request.visible_to & set(self.generation.reserved_for))

    def _corrected(self, text: str, query: TextQuery) -> str | None:
        """Return the text with words that nobody may find replaced by near ones that exist.

        A word exists for this reader only if it finds something they may know of.
        """
        if self._visible_hits(query):
            return None
        better, end = "", 0
        for word in query.words:
            if self._visible_hits(TextQuery(word.node)):
                continue
            if (meant := self._meant(word.surface)) is None:
                return None
            better += text[end : word.start] + meant
            end = word.end
        better += text[end:]
        found = self._query(better)
        return better if end and found and self._visible_hits(found) else None

    def _meant(self, word: str) -> str | None:
        near = candidates(self.generation, word)
        return next((other for other in near if self._visible_hits(self._query(other))), None)

    def _visible_hits(self, query: TextQuery | None) -> int:
        request = Request(visible_to=self.request.visible_to, text=query, limit=0)
        return self._engine.search(self.generation, request).total


def _analyser_for(generation: IndexGeneration) -> Analyser:
    """Return the analyser; another version may mean that another process has new concepts."""
    analyser = current_analyser()
    if analyser.version != generation.analyser_version:
        lexicon.forget_if_old()
        analyser = current_analyser()
    return analyser


def _as_numbers(ends: tuple[SortValue, SortValue]) -> tuple[float | None, float | None]:
    low, high = as_number(ends[0]), as_number(ends[1])
    is_day = isinstance(ends[1], datetime.date) and not isinstance(ends[1], datetime.datetime)
    return low, high + _REST_OF_DAY if is_day and high is not None else high
