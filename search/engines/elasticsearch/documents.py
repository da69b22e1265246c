"""How an index looks, and what is written of a document.

The mapping is strict: what nobody has foreseen is refused. Texts come as tokens and are only
parted at spaces. The text itself stays in the database, where highlights and exact scores read it.
"""

from typing import Any

from elasticsearch.dsl import Double, Keyword, Long, Mapping, Object, Text

from search.models import SearchDocument


def mapping() -> dict[str, Any]:
    """Return the mapping of every index."""
    fields = Mapping()
    fields.meta("dynamic", "strict")
    fields.meta("_source", enabled=False)
    fields.meta(
        "dynamic_templates",
        [
            {"facets": {"path_match": "facets.*", "mapping": {"type": "keyword"}}},
            {"sort_keys": {"path_match": "sort_keys.*", "mapping": {"type": "double"}}},
        ],
    )
    for name in ("title", "body", "concepts"):
        fields.field(name, Text(analyzer="whitespace"))
    fields.field("object_id", Long())
    fields.field("length", Long(index=False))
    fields.field("boost", Double(index=False))
    fields.field("visibility", Keyword())
    fields.field("facets", Object(dynamic=True))
    fields.field("sort_keys", Object(dynamic=True))
    return fields.to_dict()


def action_of(document: SearchDocument) -> dict[str, Any]:
    """Return the write of a document; an older one than what is there is refused.

    One that was removed stays as a tombstone: a deletion would be forgotten after a minute, and
    a late message could bring the document back. Nobody may know of a tombstone, so none is found.
    """
    return {
        "_op_type": "index",
        "_id": document.object_id,
        "version": document.revision,
        "version_type": "external",
        "_source": {"object_id": document.object_id}
        | ({} if document.is_deleted else _of(document)),
    }


def _of(document: SearchDocument) -> dict[str, Any]:
    return {
        "title": document.title_tokens,
        "body": document.body_tokens,
        "concepts": document.concept_tokens,
        "length": document.length,
        "boost": document.boost,
        "visibility": document.visibility,
        "facets": document.facets,
        "sort_keys": document.sort_keys,
    }
