"""What every test may ask for."""

import gc
import os
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from playwright.sync_api import sync_playwright

from accounts.notifications import counting
from accounts.notifications.counting import kept_counts
from matchmaking.vocabulary.selectors import memory
from search.models import IndexGeneration
from tests import cast, quick_migrations
from tests.services import CHROMIUM, REQUIRED

# Playwright keeps an event loop in the thread of the tests; Django would then refuse every query
# of the tests that come after in the same process, though nothing there is asynchronous.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

quick_migrations.install()

if settings.SEARCH_ENGINE == "elasticsearch":
    from tests.remote_search import (  # noqa: F401 - fixtures
        _the_module_is_forgotten,
        _the_test_is_forgotten,
        indices,
    )

# Chromium must ask nobody outside while it runs.
CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_collection_modifyitems(items):
    """Begin with the longest files: near the end, one process would wait for the other."""
    items.sort(key=lambda item: item.path.name != "test_access.py")


@pytest.fixture(scope="session")
def chromium():
    """Start the one browser of this process: Playwright allows no second one beside it."""
    if not Path(CHROMIUM).exists():
        message = f"no browser at {CHROMIUM} (on Debian: apt install chromium)"
        pytest.fail(message) if REQUIRED else pytest.skip(message)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Load the reference data once; every test then has the real countries and themes.

    No test may really commit (transaction=True): Django would empty the tables after it.
    """
    with django_db_blocker.unblock():
        IndexGeneration.objects.all().delete()  # a run with another engine may have been ended
        call_command("load_reference", verbosity=0)
    # What is loaded by now stays: looking through it again and again took a sixth of the time.
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


def _member_of_the_cast(name):
    @pytest.fixture(name=name)
    def person(db):
        return cast.join(name)

    return person


for _name in cast.CAST:
    globals()[_name] = _member_of_the_cast(_name)


@pytest.fixture
def visit(client, monkeypatch):
    """Return a function that signs a person in (None: a visitor) and gives the client.

    Where queries are counted, the numbers of the header are known before: so the first page asks
    no more than the next.
    """
    signed_in = []
    count_queries = CaptureQueriesContext.__enter__

    def sign_in(person=None):
        client.logout()
        if person is not None:
            client.force_login(person)
        signed_in[:] = [person] if person else []
        return client

    def count_without_the_header(queries):
        for person in signed_in:
            kept_counts(person)
        return count_queries(queries)

    monkeypatch.setattr(CaptureQueriesContext, "__enter__", count_without_the_header)
    return sign_in


@pytest.fixture(autouse=True)
def _nothing_is_left_over(monkeypatch):
    """A visit to /ar/ leaves Arabic active in the thread, and a page what it keeps for a moment."""
    translation.activate("en")
    cache.clear()
    # A slow machine asks no more than a fast one.
    monkeypatch.setattr(counting, "KEPT_FOR", 3600)
    monkeypatch.setattr(memory, "SECONDS", 3600)
    yield
    translation.activate("en")
