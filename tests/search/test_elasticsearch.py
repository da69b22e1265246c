"""What is special to an engine outside the database, tried on a real one."""

import pytest
from django.core.management import call_command

from search import reindex as module
from search.engines.elasticsearch import engine as own
from search.engines.elasticsearch.engine import alias_of, index_of
from search.engines.memory import answer
from search.errors import SearchUnavailable, WriteRefused
from search.models import IndexGeneration, Outbox, SearchDocument
from search.query import Phrase, Request, TextQuery
from search.reindex import drop, reindex, stale_types
from search.sync import drain
from tests.search.test_service import DAY, paper

READER = frozenset({"public"})
RIFLES = TextQuery(Phrase(("rifl",)))


def live():
    return IndexGeneration.objects.live("paper")


@pytest.fixture
def titles(remote):
    """Return a function that names the ids of documents with a word in the title."""
    return lambda word: (
        remote.search(live(), Request(visible_to=READER, text=TextQuery(Phrase((word,))))).ids
    )


@pytest.fixture
def write(remote):
    """Return a function that writes a document as if it came from a process of its own."""

    def one(revision, title, **wanted):
        document = SearchDocument(
            object_id=1, revision=revision, title_tokens=title, visibility=["public"], **wanted
        )
        remote.write(live(), [document])

    return one


# --- Writing -------------------------------------------------------------------------------------
def test_an_author_sees_her_own_change_on_the_next_page(remote, shelf, commit):
    with commit():
        shelf.put(paper(1), paper(2, "Legal advice"))
    assert shelf.find("rifle").ids == [1]
    with commit():
        shelf.put(paper(1, "Mortar"))
        shelf.remove(2)
    assert shelf.find("mortar").ids == [1]
    assert shelf.find("rifle").total == shelf.find("advice").total == 0


def test_nothing_is_written_before_the_transaction_is_committed(
    remote, shelf, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks():
        shelf.put(paper(1))
        assert shelf.find("rifle").ids == []
    assert live() is None


def test_a_late_message_overwrites_nothing_newer(remote, shelf, commit, write, titles):
    with commit():
        shelf.put(paper(1))
    write(7, "newer")
    write(6, "older")
    assert (titles("newer"), titles("older")) == ([1], [])


def test_a_late_message_does_not_bring_back_what_was_removed(remote, shelf, commit, write, titles):
    with commit():
        shelf.put(paper(1))
    write(7, "", is_deleted=True)
    write(6, "older")
    assert titles("older") == titles("") == []


def test_a_document_that_is_refused_waits_and_holds_up_no_other(
    remote, shelf, commit, monkeypatch, caplog
):
    right = own.action_of

    def wrong(document):
        action = right(document)
        if document.object_id == 2:
            action["_source"]["unforeseen"] = 1
        return action

    monkeypatch.setattr(own, "action_of", wrong)
    with commit():
        shelf.put(paper(1), paper(2), paper(3))
    assert shelf.find("rifle").ids == [1, 3]
    waiting = Outbox.objects.get()
    assert (waiting.object_id, waiting.attempts, waiting.has_failed) == (2, 1, False)
    assert WriteRefused.__name__ in waiting.error


def test_a_write_never_makes_an_index_of_its_own(remote, shelf, commit):
    with commit():
        shelf.put(paper(1))
    remote.drop(live())
    with pytest.raises(SearchUnavailable, match="cannot write"):
        remote.write(live(), list(live().documents.all()))
    assert not remote.holds(live())


# --- Pages ---------------------------------------------------------------------------------------
def _of_many(number):
    return paper(
        number,
        "Rifle " * (number % 5 + 1),
        sort_keys={"date": None if number % 3 == 0 else DAY},
        boost=1 + number % 2,
    )


@pytest.fixture
def many(remote, shelf, commit, monkeypatch):
    """Write 23 papers, every third without a date, and let the window end behind seven."""
    monkeypatch.setattr(own, "WINDOW", 7)
    with commit():
        shelf.put(*(_of_many(number) for number in range(1, 24)))
    documents = list(SearchDocument.objects.live("paper"))
    return lambda **wanted: (
        remote.search(live(), Request(visible_to=READER, **wanted)),
        answer(documents, Request(visible_to=READER, **wanted)),
    )


@pytest.mark.parametrize("sort", ["newest", "oldest", "unknown", "relevance"])
def test_pages_behind_the_window_are_reached_and_exports_read_everything(many, sort):
    for offset, limit in [(0, 100_000), (5, 5), (14, 20), (21, 7), (90, 10)]:
        hits, oracle = many(sort=sort, offset=offset, limit=limit)
        assert hits == oracle
        assert hits.ids


def test_the_best_come_first_and_the_rest_keeps_the_order_of_the_engine(many, monkeypatch):
    monkeypatch.setattr(own, "REFINED", 4)
    (hits, oracle), pages = many(text=RIFLES, limit=100), []
    assert hits.ids[:2] == oracle.ids[:2]
    for offset in range(0, 23, 6):
        pages += many(text=RIFLES, offset=offset, limit=6)[0].ids
    assert pages == hits.ids
    assert set(pages) == set(oracle.ids)


# --- Generations ---------------------------------------------------------------------------------
@pytest.fixture
def filled(remote, shelf, commit, corpus, monkeypatch):
    monkeypatch.setattr(module, "SAMPLE_QUERIES", 5)
    with commit():
        shelf.put(*corpus.documents(30))
    return shelf


def indices_named(remote, name):
    with remote.cluster.answering() as client:
        return set(client.indices.get_alias(name=name))


def test_searches_go_on_in_every_moment_of_a_reindexing(remote, filled, monkeypatch):
    everything, asked = filled.find(per_page=50).ids, []

    def watched(work):
        def one(*arguments):
            asked.append(filled.find(per_page=50).ids)
            done = work(*arguments)
            asked.append(filled.find(per_page=50).ids)
            return done

        return one

    for name in ("create", "write", "settle", "publish", "drop"):
        monkeypatch.setattr(remote, name, watched(getattr(remote, name)))
    reindex("paper")
    reindex("paper")
    assert len(asked) >= 18
    assert all(found == everything for found in asked)


def test_the_name_of_the_type_moves_to_the_new_index_and_answers_for_the_old(remote, filled):
    old, everything = live(), filled.find(sort="oldest", per_page=50).ids
    assert indices_named(remote, alias_of("paper")) == {index_of(old)}
    new = reindex("paper")
    assert indices_named(remote, alias_of("paper")) == {index_of(new)}
    remote.drop(old)
    request = Request(visible_to=READER, sort="oldest", limit=50)
    assert remote.search(old, request).ids == everything


def test_an_interrupted_run_goes_on_with_what_may_not_have_arrived(remote, filled, monkeypatch):
    monkeypatch.setattr(module, "BATCH", 10)
    sends, send = [], module.send

    def break_off(generation, ids):
        sends.append(ids)
        if len(sends) == 2:
            raise SearchUnavailable
        send(generation, ids)

    monkeypatch.setattr(module, "send", break_off)
    with pytest.raises(SearchUnavailable):
        reindex("paper")
    building = IndexGeneration.objects.building("paper")
    assert (building.scanned_to, building.documents.count()) == (10, 20)
    assert reindex("paper").pk == building.pk
    assert [ids[0] for ids in sends] == [1, 11, 11, 21]


def test_a_generation_of_which_documents_are_missing_does_not_take_over(
    remote, filled, monkeypatch
):
    old = live()
    monkeypatch.setattr(own, "SECONDS_TO_SETTLE", 0)
    monkeypatch.setattr(module, "send", lambda generation, ids: None)
    with pytest.raises(WriteRefused, match="30 of 30 documents are missing"):
        reindex("paper")
    assert live() == old


def test_a_lost_index_is_stale_and_is_built_anew(remote, filled):
    everything = filled.find(sort="oldest", per_page=50).ids
    remote.drop(live())
    with pytest.raises(SearchUnavailable):
        filled.find()
    assert "paper" in stale_types()
    call_command("reindex", "paper", "--stale", verbosity=0)
    assert filled.find(sort="oldest", per_page=50).ids == everything


def test_a_generation_knows_its_size_and_vanishes_with_its_index(remote, filled):
    generation = live()
    assert remote.size(generation) > 1_000
    drop(generation)
    assert not remote.holds(generation)
    assert drain() == 0
