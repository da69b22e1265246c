"""The two numbers in the header: kept for a moment, fresh after what one does or is told."""

import pytest

from accounts.notifications.counting import kept_counts
from accounts.notifications.services import mark_read, notify
from tests.needs import making as needs


def test_a_second_page_asks_no_source_of_tasks_again(amina, django_assert_num_queries):
    kept_counts(amina)
    with django_assert_num_queries(0):
        kept_counts(amina)


def test_what_one_is_told_shows_at_once(amina, kind, django_capture_on_commit_callbacks):
    kind()
    assert kept_counts(amina).news == 0
    with django_capture_on_commit_callbacks(execute=True):
        notify("bell", recipients=[amina], key="bell:1", url="/needs/", params={"place": "a"})
    assert kept_counts(amina).news == 1
    mark_read(user=amina)
    assert kept_counts(amina).news == 0


@pytest.mark.parametrize("method", ["post", "get"])
def test_what_one_does_shows_on_the_next_page(amina, visit, method):
    client = visit(amina)
    before = kept_counts(amina).tasks
    needs.draft()
    getattr(client, method)("/notifications/read/")
    assert (kept_counts(amina).tasks > before) == (method == "post")
