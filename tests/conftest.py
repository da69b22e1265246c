"""What every test may ask for."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection
from django.utils import translation

from tests import cast

CONTENT, BLOCKER = pytest.StashKey(), pytest.StashKey()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker, pytestconfig):
    """Load the reference data once; every test then has the real countries and themes."""
    with django_db_blocker.unblock():
        call_command("load_reference", verbosity=0)
        pytestconfig.stash[CONTENT] = connection.creation.serialize_db_to_string()
    pytestconfig.stash[BLOCKER] = django_db_blocker


def _member_of_the_cast(name):
    @pytest.fixture(name=name)
    def person(db):
        return cast.join(name)

    return person


for _name in cast.CAST:
    globals()[_name] = _member_of_the_cast(_name)


@pytest.fixture
def visit(client):
    """Return a function that signs a person in (None: a visitor) and gives the client."""

    def sign_in(person=None):
        client.logout()
        if person is not None:
            client.force_login(person)
        return client

    return sign_in


@pytest.fixture(autouse=True)
def _english():
    """A visit to /ar/ leaves Arabic active in the thread; the next test begins in English."""
    translation.activate("en")
    yield
    translation.activate("en")


def _is_transactional(item):
    marker = item.get_closest_marker("django_db")
    return bool(marker and marker.kwargs.get("transaction")) or "transactional_db" in getattr(
        item, "fixturenames", ()
    )


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item):
    """Bring the reference data back after a test that really commits: Django empties the tables."""
    result = yield
    if _is_transactional(item):
        with item.config.stash[BLOCKER].unblock():
            call_command(
                "flush",
                verbosity=0,
                interactive=False,
                inhibit_post_migrate=True,
                reset_sequences=False,
            )
            connection.creation.deserialize_db_from_string(item.config.stash[CONTENT])
            ContentType.objects.clear_cache()
    return result
