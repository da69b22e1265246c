"""Exact BM25 for the first few of what an engine found: the rest keeps the engine's own order."""

from collections.abc import Sequence

from search.bm25 import Collection, Fields, scorer
from search.models import IndexGeneration
from search.query import Node, Weights

# A thousand would add nothing.
REFINED = 300


def exact_scores(
    generation: IndexGeneration,
    node: Node,
    weights: Weights,
    known: Collection,
    object_ids: Sequence[int],
) -> dict[int, float]:
    """Return the exact scores of these documents, from their tokens in the database."""
    score = scorer(node, weights, known)
    rows = generation.documents.filter(object_id__in=object_ids).values_list(
        "object_id", "boost", "title_tokens", "body_tokens", "concept_tokens"
    )
    return {
        object_id: (score(Fields(*(field.split() for field in fields))) or 0.0) * boost
        for object_id, boost, *fields in rows.iterator()
    }
