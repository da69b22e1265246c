"""The engine: an index for each generation, named by an alias once it is searched."""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any

from django.conf import settings
from elasticsearch import Elasticsearch, NotFoundError
from elasticsearch.dsl import Search
from elasticsearch.helpers import streaming_bulk

from search.bm25 import Collection
from search.engines.elasticsearch.cluster import PASSING, Cluster
from search.engines.elasticsearch.documents import action_of, mapping
from search.engines.elasticsearch.questions import figures, is_scored, question
from search.engines.exact import REFINED, exact_scores
from search.errors import SearchUnavailable, WriteRefused
from search.models import GenerationStatus, IndexGeneration, SearchDocument
from search.query import Hits, Node, Request, TextQuery, phrases

# So far Elasticsearch numbers what it found; what lies behind is reached by walking there.
WINDOW = 10_000
KEEP_ALIVE = "1m"
# Totals and counts are exact or there are none.
WHOLE: dict[str, Any] = {"allow_partial_search_results": False}
CONFLICT = 409
# A building index may take its time; nobody waits for it.
SECONDS_FOR_MANY = 60
SECONDS_TO_ANSWER = 2
SECONDS_TO_SETTLE = 30


class ElasticsearchEngine:
    """Asks and fills a cluster of Elasticsearch."""

    name = "elasticsearch"
    is_transactional = False

    def __init__(self) -> None:
        self.cluster = Cluster()

    def answers(self) -> bool:
        """Ask for nothing in all indices: whether they answer is all that counts."""
        try:
            with self.cluster.answering(SECONDS_TO_ANSWER) as client:
                client.search(index=f"{settings.ELASTICSEARCH_PREFIX}-*", size=0, **WHOLE)
        except SearchUnavailable:
            return False
        return True

    def create(self, generation: IndexGeneration) -> None:
        """Make an index; one that is being built is neither copied nor refreshed meanwhile."""
        index, is_live = index_of(generation), generation.status == GenerationStatus.LIVE
        quiet = {"refresh_interval": "-1", "number_of_replicas": 0}
        with self.cluster.answering(SECONDS_FOR_MANY) as client:
            client.indices.create(
                index=index,
                settings={"number_of_shards": settings.ELASTICSEARCH_SHARDS}
                | (_at_work() if is_live else quiet),
                mappings=mapping(),
                # Written to by this name alone, no index comes into being by a mistaken write.
                aliases={_door_of(generation): {}},
            )
        if is_live:
            self.publish(generation)

    def settle(self, generation: IndexGeneration) -> None:
        """Let the index be copied and refreshed, and see that every document has arrived."""
        written = generation.documents.count()
        with self.cluster.answering(SECONDS_FOR_MANY) as client:
            client.indices.put_settings(index=index_of(generation), settings=_at_work())
        # Changes of this moment may still be on their way.
        until = time.monotonic() + SECONDS_TO_SETTLE
        while (arrived := self._count(generation)) < written:
            if time.monotonic() > until:
                raise WriteRefused(f"{written - arrived} of {written} documents are missing")
            time.sleep(0.5)

    def drop(self, generation: IndexGeneration) -> None:
        """Remove the index."""
        with self.cluster.answering(SECONDS_FOR_MANY) as client:
            client.indices.delete(index=index_of(generation), ignore_unavailable=True)

    def publish(self, generation: IndexGeneration) -> None:
        """Give the index the name of its type, which another had until this moment."""
        alias = alias_of(generation.type)
        with self.cluster.answering(SECONDS_FOR_MANY) as client:
            client.indices.update_aliases(
                actions=[
                    {"remove": {"index": f"{alias}-*", "alias": alias, "must_exist": False}},
                    {"add": {"index": index_of(generation), "alias": alias}},
                ]
            )

    def holds(self, generation: IndexGeneration) -> bool:
        """Return whether there is an index."""
        with self.cluster.answering() as client:
            return bool(client.indices.exists(index=index_of(generation)))

    def write(self, generation: IndexGeneration, documents: Sequence[SearchDocument]) -> None:
        """Put documents in that are newer; in an index that is searched they are seen at once."""
        is_live = generation.status == GenerationStatus.LIVE
        with self.cluster.answering(None if is_live else SECONDS_FOR_MANY) as client:
            answers = streaming_bulk(
                client,
                map(action_of, documents),
                index=_door_of(generation),
                require_alias=True,
                refresh=is_live,
                raise_on_error=False,
            )
            _look_at([item["index"] for is_done, item in answers if not is_done])

    def search(self, generation: IndexGeneration, request: Request) -> Hits:
        """Answer a request."""
        if request.text and request.text.node is None:
            return Hits([], 0, {name: [] for name in request.facets})
        asked, part = question(request), _part(request, request.offset)
        answer = self._ask(generation, asked[part if part.stop <= WINDOW else slice(0, 0)])
        total = answer["hits"]["total"]["value"]
        hits, first = answer["hits"]["hits"], request.start(total)
        if first != request.offset or part.stop > WINDOW:
            part = _part(request, first)
            hits = self._rows(generation, request, slice(part.start, min(part.stop, total)))
        ids = [hit["sort"][1] for hit in hits]
        if request.text and is_scored(request):
            ids = self._refined(generation, request.text, ids, part)
        return Hits(
            ids=ids[first - part.start :][: request.limit],
            total=total,
            facets={name: _counts(answer["aggregations"][name]) for name in request.facets},
        )

    def size(self, generation: IndexGeneration) -> int:
        """Return the bytes of the index, copies included."""
        with self.cluster.answering() as client:
            stats = client.indices.stats(index=index_of(generation), metric="store")
        return int(stats["_all"]["total"]["store"]["size_in_bytes"])

    def _count(self, generation: IndexGeneration) -> int:
        with self.cluster.answering(SECONDS_FOR_MANY) as client:
            client.indices.refresh(index=index_of(generation))
            return int(client.count(index=index_of(generation))["count"])

    def _ask(self, generation: IndexGeneration, asked: Search) -> dict[str, Any]:
        body = asked.to_dict()
        return self._at(
            generation, lambda client, name: dict(client.search(index=name, body=body, **WHOLE))
        )

    def _at(
        self, generation: IndexGeneration, call: Callable[[Elasticsearch, str], dict[str, Any]]
    ) -> dict[str, Any]:
        """Ask the index, or the one that took its place if it has been dropped since."""
        with self.cluster.answering() as client:
            try:
                return call(client, index_of(generation))
            except NotFoundError:
                return call(client, alias_of(generation.type))

    def _rows(
        self, generation: IndexGeneration, request: Request, part: slice
    ) -> list[dict[str, Any]]:
        """Return a part of what is found, in the engine's order, without counting again."""
        asked = question(replace(request, facets=())).extra(track_total_hits=False)
        if part.stop <= WINDOW:
            return list(self._ask(generation, asked[part])["hits"]["hits"])
        return list(islice(self._walk(generation, asked[:WINDOW]), part.start, part.stop))

    def _walk(self, generation: IndexGeneration, asked: Search) -> Iterator[dict[str, Any]]:
        """Yield everything that is found, as it was when the walk began."""
        opened = self._at(generation, _open_point)
        try:
            while hits := self._step(asked, opened["id"]):
                yield from hits
                asked = asked.extra(search_after=hits[-1]["sort"])
        finally:
            with self.cluster.answering() as client:
                client.close_point_in_time(id=opened["id"])

    def _step(self, asked: Search, point: str) -> list[dict[str, Any]]:
        body = asked.extra(pit={"id": point, "keep_alive": KEEP_ALIVE}).to_dict()
        with self.cluster.answering() as client:
            return list(client.search(body=body, **WHOLE)["hits"]["hits"])

    def _refined(
        self, generation: IndexGeneration, text: TextQuery, ids: list[int], part: slice
    ) -> list[int]:
        """Order the first few by exact scores."""
        if part.start >= REFINED or text.node is None or not ids:
            return ids
        known = self._collection(generation, text.node)
        scores = exact_scores(generation, text.node, text.weights, known, ids[:REFINED])
        first = sorted(ids[:REFINED], key=lambda one: (-scores.get(one, 0.0), one))
        return first + ids[REFINED:]

    def _collection(self, generation: IndexGeneration, node: Node) -> Collection:
        """Return what exact scores need to know of all documents; repeated, it is remembered."""
        each = list(dict.fromkeys(phrases(node)))
        counted = self._ask(generation, figures(each))["aggregations"]
        numbers = [counted["phrases"]["buckets"][str(n)]["doc_count"] for n in range(len(each))]
        documents = counted["documents"]
        return Collection(
            documents["doc_count"],
            documents["length"]["value"] or 0.0,
            dict(zip(each, numbers, strict=True)).__getitem__,
        )


def alias_of(type: str) -> str:
    """Return the name of the index of a type that is searched."""
    return f"{settings.ELASTICSEARCH_PREFIX}-{type}"


def index_of(generation: IndexGeneration) -> str:
    """Return the name of the index of a generation."""
    return f"{alias_of(generation.type)}-{generation.uid.hex}"


def _door_of(generation: IndexGeneration) -> str:
    """Return the name under which an index is written to."""
    return f"{index_of(generation)}-write"


def _at_work() -> dict[str, Any]:
    return {
        "refresh_interval": settings.ELASTICSEARCH_REFRESH,
        "auto_expand_replicas": settings.ELASTICSEARCH_REPLICAS,
    }


def _part(request: Request, first: int) -> slice:
    """Return what to read for a page that begins at `first`: the refined ones come together."""
    last = first + request.limit
    if is_scored(request) and first < REFINED:
        return slice(0, max(last, REFINED))
    return slice(first, last)


def _open_point(client: Elasticsearch, name: str) -> dict[str, Any]:
    return dict(client.open_point_in_time(index=name, keep_alive=KEEP_ALIVE))


def _counts(counted: dict[str, Any]) -> list[tuple[str, int]]:
    values = [(one["key"], one["doc_count"]) for one in counted["values"]["buckets"]]
    return sorted(values, key=lambda item: (-item[1], item[0]))


def _look_at(errors: list[dict[str, Any]]) -> None:
    """Say what was not written, unless something newer is there already."""
    grave = [one for one in errors if one["status"] != CONFLICT]
    for one in grave:
        if one["status"] in PASSING:
            raise SearchUnavailable(f"Elasticsearch cannot write: {one['error']}")
    if grave:
        raise WriteRefused(f"{len(grave)} documents are refused: {grave[0]['error']}")
