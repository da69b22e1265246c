"""Elasticsearch under tests that never commit: each leaves the index as it found it.

What a test writes is rolled back in the database alone. So the engine that the tests search with
remembers what it was given and takes it out again; and it is treated like one inside the database,
so that a test finds what it has changed itself.
"""

from contextlib import contextmanager
from zlib import crc32

import pytest
from django.conf import settings
from django.db import connection
from elasticsearch.helpers import bulk

from search.documents import registered_types
from search.engines import elasticsearch, engine_named
from search.engines.elasticsearch.engine import index_of
from search.indexing import generations_to_write
from search.models import IndexGeneration

# What a test writes is newer than all that those before it wrote, though they are rolled back.
WRITES_OF_A_TEST = 1_000_000


class ForgettingEngine(elasticsearch.ElasticsearchEngine):
    """Remembers what it writes, so that it can be taken out."""

    is_transactional = True

    def __init__(self):
        super().__init__()
        self.made, self.written, self.age = [], [], 0
        self.healthy = self.cluster  # a test may put another in its place

    def create(self, generation):
        self.made.append(index_of(generation))
        super().create(generation)

    def write(self, generation, documents):
        for document in documents:
            document.revision += self.age * WRITES_OF_A_TEST
        self.written += [(index_of(generation), document.object_id) for document in documents]
        super().write(generation, documents)

    @contextmanager
    def forgetting(self):
        """Take out what is written meanwhile, and drop the indices that are made."""
        made, written = len(self.made), len(self.written)
        yield
        self.drop_indices(self.made[made:])
        del self.made[made:]
        self.take_out({key for key in self.written[written:] if key[0] in self.made})
        del self.written[written:]
        self.age += 1

    def take_out(self, documents):
        actions = [{"_op_type": "delete", "_index": name, "_id": id} for name, id in documents]
        if actions:
            with self.healthy.answering() as client:
                bulk(client, actions, refresh=True, raise_on_error=False)

    def drop_indices(self, names):
        if names:
            with self.healthy.answering() as client:
                client.indices.delete(index=",".join(names), ignore_unavailable=True)


# From here on whoever asks for the engine of that name in this process gets this one.
elasticsearch.ElasticsearchEngine = ForgettingEngine


@pytest.fixture(scope="session", autouse=True)
def indices(django_db_setup, django_db_blocker):
    """Make the indices once, of a name that no other process uses, and drop them in the end."""
    with django_db_blocker.unblock():
        place = "{HOST}:{PORT}/{NAME}".format_map(connection.settings_dict)
        settings.ELASTICSEARCH_PREFIX = f"tests-{crc32(place.encode()):08x}"
        settings.ELASTICSEARCH_TIMEOUT = 60  # a busy machine is no reason to fail
        clear()
        for type in registered_types():
            generations_to_write(type)
        yield
        clear()


def clear():
    """Drop the indices, those that a run left which was ended too."""
    engine, pattern = engine_named("elasticsearch"), f"{settings.ELASTICSEARCH_PREFIX}-*"
    with engine.healthy.answering() as client:
        engine.drop_indices(list(client.indices.get(index=pattern)))
    IndexGeneration.objects.all().delete()


@pytest.fixture(scope="module", autouse=True)
def _the_module_is_forgotten(indices):
    with engine_named("elasticsearch").forgetting():
        yield


@pytest.fixture(autouse=True)
def _the_test_is_forgotten(indices):
    with engine_named("elasticsearch").forgetting():
        yield
