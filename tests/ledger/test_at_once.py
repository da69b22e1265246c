"""Many commit the same money at once, and processes are killed, on a real database."""

import json
import math

import pytest

from matchmaking.vocabulary.models import Kind
from tests.copies import IS_SQLITE, copy, start  # noqa: F401 (a fixture)

pytestmark = pytest.mark.slow


@pytest.mark.django_db
def test_what_is_copied_holds_the_reference_data():
    # It also makes sure that there is a test database where this file runs alone.
    assert Kind.objects.filter(pk="EQP.MARK").exists()


def told_by(env, *words):
    said, _nothing = start(env, "-m", *words).communicate(timeout=240)
    return json.loads(said.splitlines()[-1])


def test_hundreds_of_simultaneous_tries_never_commit_more_than_there_is(copy):  # noqa: F811
    # SQLite lets one write at a time, and who waits sleeps: few processes show it as well as many.
    tries = (3, 1, 20, 30) if IS_SQLITE else (4, 8, 7, 9)
    said = told_by(copy, "tests.ledger.racing", *map(str, tries))
    done, left = (33, 10_00) if IS_SQLITE else (111, 1_00)
    assert said == {
        "done": done,
        "refused": math.prod(tries[:3]) - done,
        "failed": [],
        "left": left,
        "postings": done,
        "faults": [],
    }


def test_a_process_killed_at_any_moment_leaves_books_that_add_up(copy):  # noqa: F811
    said = told_by(copy, "tests.ledger.killing", "15")
    assert said["faults"] == []
    assert said["inside"] >= 5, "too few were killed while they booked"
    assert said["once"], "something was booked twice, or lost"
    assert said["booked"] >= 8


@pytest.mark.skipif(IS_SQLITE, reason="SQLite lets one write at a time")
def test_acts_that_cross_each_other_never_wait_in_a_circle(copy):  # noqa: F811
    said = told_by(copy, "tests.ledger.crossing")
    closed_first = ["met", "done", "PermissionDenied()"]  # who is taken off may not leave
    assert said == [["met", "done", "done"], closed_first]
