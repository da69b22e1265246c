"""Writing into the index: analyse a document once, keep its tokens, hand them to the engine.

An engine inside the database takes them in the same transaction. Another one is given what has
been committed, by `send`.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence

from django.db import transaction

from search.analysis import Analyser, current_analyser
from search.documents import SearchDoc, as_number, builder_of, clean_facets
from search.engines import engine_named, get_engine
from search.lexicon import code_tokens
from search.models import GenerationStatus, IndexGeneration, SearchDocument
from search.reserved import Reserved, kept_for
from search.suggest import learn

_WRITTEN = [
    "language",
    "title",
    "text",
    "title_tokens",
    "body_tokens",
    "concept_tokens",
    "length",
    "facets",
    "sort_keys",
    "visibility",
    "boost",
    "revision",
    "changed",
    "is_deleted",
]


def generations_to_write(type: str) -> list[IndexGeneration]:
    """Return the live generation of a type, made on first use, and one that is being built."""
    live, is_new = IndexGeneration.objects.get_or_create(
        type=type, status=GenerationStatus.LIVE, defaults=_made_by_us()
    )
    if is_new:
        engine_named(live.engine).create(live)
    building = IndexGeneration.objects.building(type)
    return [live, building] if building else [live]


def new_generation(type: str) -> IndexGeneration:
    """Begin a generation beside the live one."""
    generation = IndexGeneration.objects.create(type=type, **_made_by_us())
    engine_named(generation.engine).create(generation)
    return generation


@transaction.atomic
def reindex_records(generation: IndexGeneration, object_ids: Collection[int]) -> None:
    """Write the documents of these records as they are now; what is not to be found goes out."""
    # Writers queue here, and read the records only then: who comes later has seen at least as
    # much. So counts of writes and revisions follow the order of commits, and a reader who has
    # seen a count has seen everything before it.
    generation = IndexGeneration.objects.select_for_update().get(pk=generation.pk)
    documents = {
        doc.object_id: doc for doc in builder_of(generation.type).build(sorted(object_ids))
    }
    known = dict(
        generation.documents.filter(object_id__in=object_ids).values_list("object_id", "revision")
    )
    wanted = [i for i in sorted(object_ids) if i in documents or i in known]
    rows, words = _rows(documents, wanted)
    for row in rows:
        row.generation = generation
        row.revision = known.get(row.object_id, 0) + 1
    _write(generation, rows, documents.values())
    learn(generation, words)


def is_remote(generation: IndexGeneration) -> bool:
    """Return whether a generation is kept outside the database."""
    return not engine_named(generation.engine).is_transactional


def send(generation: IndexGeneration, object_ids: Collection[int]) -> None:
    """Give an engine outside the database these documents as they have been committed."""
    if not is_remote(generation):
        return
    rows = generation.documents.filter(object_id__in=object_ids).defer("title", "text")
    engine_named(generation.engine).write(generation, list(rows))


def _rows(
    documents: Mapping[int, SearchDoc], object_ids: Sequence[int]
) -> tuple[list[SearchDocument], set[str]]:
    analyser, rows, words = current_analyser(), [], set[str]()
    for object_id in object_ids:
        if object_id in documents:
            row, surface = _analysed(documents[object_id], analyser)
            words.update(surface)
        else:
            row = SearchDocument(object_id=object_id, is_deleted=True)
        rows.append(row)
    return rows, words


def _analysed(doc: SearchDoc, analyser: Analyser) -> tuple[SearchDocument, list[str]]:
    title = analyser.analyse(doc.title, doc.language)
    body = analyser.analyse(doc.text, doc.language)
    reserved, reserved_concepts = _reserved(doc.reserved, doc.language, analyser)
    stems = body.stems + reserved
    concepts = title.concepts + body.concepts + reserved_concepts
    facets = clean_facets(doc.facets)
    for name in doc.telling:
        concepts += code_tokens(name, facets.get(name, ()))
    row = SearchDocument(
        object_id=doc.object_id,
        language=doc.language,
        title=doc.title,
        text=doc.text,
        title_tokens=" ".join(title.stems),
        body_tokens=" ".join(stems),
        concept_tokens=" ".join(concepts),
        length=len(title.stems) + len(stems) + len(concepts),
        facets=facets,
        sort_keys={name: as_number(value) for name, value in doc.sort_keys.items()},
        visibility=sorted(doc.visibility),
        boost=doc.boost,
    )
    return row, title.surface + body.surface


def _reserved(
    texts: Iterable[Reserved], language: str, analyser: Analyser
) -> tuple[list[str], list[str]]:
    """Return the stems and concepts of texts that only some may find, once for each code.

    Their words are learnt by no table of suggestions.
    """
    stems: list[str] = []
    concepts: list[str] = []
    for text, readers in texts:
        found = analyser.analyse(text, language)
        for code in sorted(readers):
            stems += kept_for(code, found.stems)
            concepts += kept_for(code, found.concepts)
    return stems, concepts


def _write(
    generation: IndexGeneration, rows: Iterable[SearchDocument], documents: Iterable[SearchDoc]
) -> None:
    written = list(rows)
    if not written:
        return
    generation.changes += 1
    codes = {code for doc in documents for one in doc.reserved for code in one.readers}
    generation.reserved_for = sorted({*generation.reserved_for, *codes})
    generation.save(update_fields=["changes", "reserved_for"])
    for row in written:
        row.changed = generation.changes
    SearchDocument.objects.bulk_create(
        written,
        update_conflicts=True,
        unique_fields=["generation", "object_id"],
        update_fields=_WRITTEN,
    )
    if not is_remote(generation):
        engine_named(generation.engine).write(generation, written)


def _made_by_us() -> dict[str, str]:
    return {"engine": get_engine().name, "analyser_version": current_analyser().version}
