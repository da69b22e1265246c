"""A small world of its own: papers that are searched, without the marketplace."""

from contextlib import contextmanager

import pytest

import search
from search import lexicon
from search.analysis import Analyser
from search.documents import unregister
from search.engines import engine_named
from search.engines.elasticsearch.cluster import Cluster
from search.lexicon import Lexicon
from search.models import IndexGeneration
from tests.search.corpus import Corpus, rows_of_thesaurus
from tests.services import elasticsearch_url


class Rows:
    """As much of a queryset as a scan needs."""

    def __init__(self, ids):
        self.ids = sorted(ids)

    def filter(self, pk__gt):
        return Rows(i for i in self.ids if i > pk__gt)

    def order_by(self, *fields):
        return self

    def values_list(self, *fields, flat):
        return self

    def __getitem__(self, part):
        return self.ids[part]

    def __iter__(self):
        return iter(self.ids)

    def count(self):
        return len(self.ids)


class Shelf(dict):
    """The papers there are, by id."""

    def put(self, *documents):
        """Write papers down and ask for them to be indexed, as a service would."""
        self.update({one.object_id: one for one in documents})
        search.enqueue("paper", [one.object_id for one in documents])

    def remove(self, *ids):
        for one in ids:
            self.pop(one)
        search.enqueue("paper", ids)

    def build(self, ids):
        return [self[i] for i in ids if i in self]

    def find(self, text="", visible_to=("public",), **wanted):
        return search.find(type="paper", text=text, visible_to=frozenset(visible_to), **wanted)


@pytest.fixture(scope="session")
def thesaurus():
    return Lexicon.from_rows(rows_of_thesaurus())


@pytest.fixture(scope="session")
def analyser(thesaurus):
    return Analyser(thesaurus)


@pytest.fixture(scope="module")
def terms():
    """Let the installation's lexicon be the shipped thesaurus."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lexicon, "_provider", rows_of_thesaurus)
        lexicon.forget()
        yield
    lexicon.forget()


@contextmanager
def open_shelf():
    """Let there be papers that can be searched."""
    papers = Shelf()
    search.register("paper", build=papers.build, rows=lambda: Rows(papers))
    yield papers
    unregister("paper")


@pytest.fixture
def shelf(db, terms):
    with open_shelf() as papers:
        yield papers


@pytest.fixture(scope="module")
def corpus():
    return Corpus(vocabulary=900)


@pytest.fixture
def outside(shelf, settings, monkeypatch):
    """Search with an engine outside the database, of which nothing is known; return it."""
    settings.SEARCH_ENGINE = "elasticsearch"
    engine = engine_named("elasticsearch")
    healthy = engine.cluster
    monkeypatch.setattr(engine, "is_transactional", False)
    yield engine
    engine.cluster = healthy


@pytest.fixture
def remote(outside, settings):
    """Search with a real Elasticsearch, and leave nothing there."""
    settings.ELASTICSEARCH_URL = elasticsearch_url().split(",")
    settings.ELASTICSEARCH_TIMEOUT = 60
    outside.cluster = healthy = Cluster()
    yield outside
    # Whatever the test has put in the place of the two.
    outside.cluster = healthy
    for generation in IndexGeneration.objects.filter(engine="elasticsearch", type="paper"):
        type(outside).drop(outside, generation)


@pytest.fixture
def silence(outside, settings):
    """Return a function that lets Elasticsearch fall silent."""

    def fall_silent():
        settings.ELASTICSEARCH_URL = ["http://127.0.0.1:1"]
        outside.cluster = Cluster()

    return fall_silent


@pytest.fixture
def commit(django_capture_on_commit_callbacks):
    """Return what to write in, so that it counts as committed at the end."""
    return lambda: django_capture_on_commit_callbacks(execute=True)
