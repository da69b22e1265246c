"""A request in the language of Elasticsearch."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from elasticsearch.dsl import Search
from elasticsearch.dsl.query import (
    Bool,
    Exists,
    FunctionScore,
    MatchPhrase,
    Query,
    Range,
    Term,
    Terms,
)

from search.query import AllOf, AnyOf, Node, Phrase, Request, Weights, Without

# Values of a facet in one answer: Elasticsearch allows no more.
MOST_VALUES = 65_535
EVEN = Weights(1.0, 1.0, 1.0)


def question(request: Request) -> Search:
    """Return the whole request as one question: rights, text, ranges, filters, counts, order."""
    counted = {n: _any_value(n, v) for n, v in request.filters.items() if n in request.facets}
    others = [_any_value(n, v) for n, v in request.filters.items() if n not in request.facets]
    ranges = [_within(name, *ends) for name, ends in request.ranges.items()]
    rights = Terms(visibility=sorted(request.visible_to))
    search = Search().query(_known(request, [rights, *ranges, *others]))
    if counted:
        # Behind the counts, so that a facet need not obey its own filter.
        search = search.post_filter(Bool(filter=list(counted.values())))
    for name in request.facets:
        _count(search, name, [query for other, query in counted.items() if other != name])
    return search.sort(*_order(request)).source(False).extra(track_total_hits=True)


def figures(phrases: Sequence[Phrase]) -> Search:
    """Return the question how many documents there are, how long, and how many hold each phrase."""
    search = Search().extra(size=0, track_total_hits=False)
    search.aggs.bucket("documents", "filter", Exists(field="length")).metric(
        "length", "avg", field="length"
    )
    if phrases:
        each = {str(n): expression(phrase, EVEN) for n, phrase in enumerate(phrases)}
        search.aggs.bucket("phrases", "filters", filters=each)
    return search


def expression(node: Node, weights: Weights) -> Query:
    """Return what a document must hold."""
    match node:
        case Phrase(tokens):
            fields = zip(weights._fields, weights, strict=True)
            return Bool(should=[_held(tokens, name, weight) for name, weight in fields])
        case AllOf(parts):
            return Bool(must=[expression(part, weights) for part in parts])
        case AnyOf(parts):
            return Bool(should=[expression(part, weights) for part in parts])
        case Without(wanted, unwanted):
            return Bool(must=[expression(wanted, weights)], must_not=[expression(unwanted, EVEN)])


def _held(tokens: tuple[str, ...], name: str, weight: float) -> Query:
    """Return that one field holds these tokens, one behind the other."""
    if len(tokens) == 1:
        return Term(name, {"value": tokens[0], "boost": weight})
    return MatchPhrase(name, {"query": " ".join(tokens), "boost": weight})


def _known(request: Request, filters: list[Query]) -> Query:
    """Return what fits the text, among what may be found at all."""
    if request.text is None or request.text.node is None:
        return Bool(filter=filters)
    text = expression(request.text.node, request.text.weights)
    if not is_scored(request):
        return Bool(filter=[text, *filters])
    by_boost: dict[str, Any] = {"field": "boost", "missing": 1}
    return FunctionScore(query=Bool(must=[text], filter=filters), field_value_factor=by_boost)


def is_scored(request: Request) -> bool:
    """Return whether the best come first, and not the newest or the largest."""
    return request.text is not None and request.order[0] is None and request.limit > 0


def _any_value(name: str, values: Iterable[str]) -> Query:
    return Terms(f"facets.{name}", list(values))


def _within(name: str, low: float | None, high: float | None) -> Query:
    """Return that there is a value between the ends, both included; None is open."""
    ends: Mapping[str, float | None] = {"gte": low, "lte": high}
    return Range(f"sort_keys.{name}", {k: v for k, v in ends.items() if v is not None})


def _count(search: Search, name: str, filters: list[Query]) -> None:
    counts = search.aggs.bucket(name, "filter", Bool(filter=filters))
    counts.bucket("values", "terms", field=f"facets.{name}", size=MOST_VALUES)


def _order(request: Request) -> list[dict[str, Any]]:
    """Return the order; of equals the smaller id comes first, and last is what has no value."""
    key, is_descending = request.order
    direction = {"order": "desc" if is_descending else "asc"}
    by = (
        {"_score": direction}
        if key is None
        else {f"sort_keys.{key}": direction | {"missing": "_last", "unmapped_type": "double"}}
    )
    return [by, {"object_id": {"order": "asc"}}]
