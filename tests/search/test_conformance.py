"""Every engine gives the answers that looking at every document gives.

Run it with SEARCH_ENGINE=elasticsearch or =postgres for the others than that of the database.
"""

import itertools

import pytest
from django.db import transaction

from search.analysis import current_analyser
from search.engines import engine_named, get_engine
from search.engines.memory import answer
from search.models import IndexGeneration, SearchDocument
from search.query import Request
from search.reserved import asked_by
from search.stemming import LANGUAGES
from tests.search.conftest import open_shelf

READERS = {
    "visitor": frozenset({"public"}),
    "member": frozenset({"public", "members", "org:3"}),
    "secretariat": frozenset({"public", "members", "secretariat"}),
    "stranger": frozenset({"org:99"}),
}
FILTERS = [
    {},
    {"status": ["open"]},
    {"theme": ["STK", "GOV"], "language": ["en", "fr", "ar"]},
    {"country": ["C001", "C002", "C003", "nowhere"], "region": ["R1", "R2"]},
    {"unknown": ["x"]},
]
FACETS = ["theme", "language", "status", "kind", "unknown"]
PAPERS = 300


@pytest.fixture(scope="module")
def library(django_db_setup, django_db_blocker, terms, corpus):
    """Index many papers once for all tests of this file, in a transaction around theirs."""
    with django_db_blocker.unblock(), transaction.atomic(), open_shelf() as papers:
        papers.put(*corpus.documents(PAPERS))
        assert papers.find(visible_to=["public"]).total > PAPERS // 2
        yield papers
        transaction.set_rollback(True)


@pytest.fixture
def ask(library, db):
    """Return a function that asks the engine of this database and the oracle the same."""
    generation = IndexGeneration.objects.live("paper")
    documents = list(SearchDocument.objects.live("paper"))
    engine = get_engine()

    def both(text="", language="en", mode="mine", **wanted):
        query = current_analyser().analyse_query(text, language, mode) if text else None
        codes = wanted.setdefault("visible_to", READERS["visitor"])
        request = Request(text=query and asked_by(query, codes), **wanted)
        return engine.search(generation, request), answer(documents, request)

    return both


def texts(corpus, language):
    """Return questions of many kinds in one language."""
    label, other = corpus.label(language), corpus.label(language)
    common, rare = corpus.common_word(language), corpus.rare_word(language)
    return [
        label,
        f"{label} {common}",
        f"{rare} OR {other}",
        f'"{label}"',
        f"{common} -{rare}",
        common,
        rare,
    ]


def test_the_engine_of_this_database_is_not_the_oracle():
    assert get_engine().name in ("sqlite", "postgres", "elasticsearch")
    assert engine_named("memory") is not get_engine()


@pytest.mark.parametrize("mode", ["mine", "all"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_documents_are_found_in_nearly_the_same_order(ask, corpus, language, mode):
    overlaps, found = [], 0
    for text in itertools.chain(texts(corpus, language), texts(corpus, language)):
        hits, oracle = ask(text, language, mode, limit=20)
        everything, all_known = ask(text, language, mode, limit=PAPERS)
        assert hits.total == oracle.total
        assert set(everything.ids) == set(all_known.ids)
        found += oracle.total
        if oracle.ids:
            overlaps.append(len(set(hits.ids) & set(oracle.ids)) / len(oracle.ids))
    assert found > 0
    assert sum(overlaps) / len(overlaps) >= 0.97


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("filters", FILTERS)
def test_totals_and_counts_are_the_same_for_every_reader(ask, corpus, reader, filters):
    for text in ["", *texts(corpus, "en")[:3], *texts(corpus, "ru")[:2]]:
        hits, oracle = ask(
            text, visible_to=READERS[reader], filters=filters, facets=FACETS, sort="-budget"
        )
        assert hits == oracle


@pytest.mark.parametrize("sort", ["newest", "oldest", "budget", "-budget", "unknown"])
@pytest.mark.parametrize("offset", [0, 20, 5_000])
def test_the_order_and_the_page_are_the_same(ask, corpus, sort, offset):
    for text in ["", corpus.common_word("en"), corpus.label("fr")]:
        hits, oracle = ask(text, sort=sort, offset=offset, limit=20)
        assert hits == oracle


@pytest.mark.parametrize(
    "ends", [(None, None), (100_000.0, None), (None, 300_000.0), (50_000.0, 60_000.0)]
)
def test_ranges_are_the_same(ask, ends):
    hits, oracle = ask("", ranges={"budget": ends}, sort="budget", facets=["status"])
    assert hits == oracle


@pytest.mark.parametrize("mode", ["mine", "all"])
@pytest.mark.parametrize("offset", [0, 20, 60])
def test_a_very_common_word_is_in_the_right_order_on_every_page(ask, corpus, offset, mode):
    for text in [corpus.frequent_word("en"), corpus.frequent_word("ru"), corpus.words["en"][0]]:
        hits, oracle = ask(text, mode=mode, offset=offset, limit=20, facets=FACETS)
        assert oracle.total
        assert hits == oracle


@pytest.mark.parametrize("filters", [{}, {"status": ["expired"]}])
def test_words_and_concepts_of_which_one_suffices_are_ordered_alike(ask, corpus, filters):
    for text in [corpus.label("en"), f"{corpus.frequent_word('en')} OR {corpus.label('en')}"]:
        hits, oracle = ask(text, limit=20, filters=filters, facets=FACETS)
        assert len(set(hits.ids) & set(oracle.ids)) >= 0.95 * len(oracle.ids)
        assert (hits.total, hits.facets) == (oracle.total, oracle.facets)


def test_changed_and_removed_papers_are_found_as_they_are_now(library, db, corpus):
    before = dict(library)
    library.remove(*range(1, 40))
    library.put(*corpus.documents(60, first=30))
    library.find()
    request = Request(visible_to=READERS["member"], facets=FACETS, sort="newest", limit=PAPERS)
    generation = IndexGeneration.objects.live("paper")
    assert get_engine().search(generation, request) == answer(
        list(SearchDocument.objects.live("paper")), request
    )
    assert generation.documents.filter(is_deleted=False).count() == PAPERS - 29
    library.clear()
    library.update(before)


def test_a_text_without_words_finds_nothing(ask):
    for text in ["the", "???", '""', "-", '"']:
        hits, oracle = ask(text)
        assert hits.total == oracle.total == 0
