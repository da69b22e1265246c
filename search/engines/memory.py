"""Exact search by looking at every document: slow, short, and right.

The other engines are compared with it. It shares no code with them but the formula of BM25.
"""

import math
from collections import Counter
from collections.abc import Iterable, Sequence

from search.bm25 import Collection, Fields, matched, scorer
from search.models import IndexGeneration, SearchDocument
from search.query import Hits, Phrase, Request


class MemoryEngine:
    """Reads the documents of a generation anew for every request."""

    name = "memory"
    is_transactional = True

    def answers(self) -> bool:
        """Answer whenever the database does."""
        return True

    def create(self, generation: IndexGeneration) -> None:
        """Need nothing: the documents are the index."""

    def settle(self, generation: IndexGeneration) -> None:
        """Need nothing."""

    def drop(self, generation: IndexGeneration) -> None:
        """Need nothing."""

    def publish(self, generation: IndexGeneration) -> None:
        """Need nothing."""

    def holds(self, generation: IndexGeneration) -> bool:
        """Share the fate of the database."""
        return True

    def write(self, generation: IndexGeneration, documents: Sequence[SearchDocument]) -> None:
        """Need nothing."""

    def size(self, generation: IndexGeneration) -> int:
        """Take no room."""
        return 0

    def search(self, generation: IndexGeneration, request: Request) -> Hits:
        """Answer a request."""
        return answer(list(generation.documents.filter(is_deleted=False)), request)


def answer(documents: Sequence[SearchDocument], request: Request) -> Hits:
    """Answer a request from these documents, which are all there are."""
    scores = _scores(documents, request)
    known = [
        one
        for one in documents
        if one.object_id in scores
        and request.visible_to & set(one.visibility)
        and _in_ranges(one, request)
    ]
    found = [one for one in known if _passes(one, request)]
    found.sort(key=lambda one: _order(one, request, scores[one.object_id]))
    start = request.start(len(found))
    return Hits(
        ids=[one.object_id for one in found[start : start + request.limit]],
        total=len(found),
        facets={
            name: _counts(name, (one for one in known if _passes(one, request, besides=name)))
            for name in request.facets
        },
    )


def fields_of(document: SearchDocument) -> Fields:
    """Return the tokens of a document."""
    return Fields(
        document.title_tokens.split(), document.body_tokens.split(), document.concept_tokens.split()
    )


def _scores(documents: Sequence[SearchDocument], request: Request) -> dict[int, float]:
    if request.text is None:
        return {one.object_id: 0.0 for one in documents}
    if request.text.node is None:
        return {}
    tokens = {one.object_id: fields_of(one) for one in documents}
    lengths = [fields.length for fields in tokens.values()]

    def frequency(phrase: Phrase) -> int:
        return sum(matched(phrase, fields) is not None for fields in tokens.values())

    average = sum(lengths) / max(1, len(lengths))
    known = Collection(len(lengths), average, frequency)
    score = scorer(request.text.node, request.text.weights, known)
    found = ((one, score(tokens[one.object_id])) for one in documents)
    return {one.object_id: value * one.boost for one, value in found if value is not None}


def _in_ranges(document: SearchDocument, request: Request) -> bool:
    for name, (low, high) in request.ranges.items():
        value = document.sort_keys.get(name)
        if value is None or not (-math.inf if low is None else low) <= value:
            return False
        if value > (math.inf if high is None else high):
            return False
    return True


def _passes(document: SearchDocument, request: Request, besides: str = "") -> bool:
    return all(
        name == besides or set(values) & set(document.facets.get(name, ()))
        for name, values in request.filters.items()
    )


def _order(document: SearchDocument, request: Request, score: float) -> tuple[bool, float, int]:
    key, is_descending = request.order
    value = score if key is None else document.sort_keys.get(key)
    if value is None:
        return True, 0.0, document.object_id
    return False, -value if is_descending else value, document.object_id


def _counts(name: str, documents: Iterable[SearchDocument]) -> list[tuple[str, int]]:
    counts = Counter(value for one in documents for value in one.facets.get(name, ()))
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))
