"""The clock of the calendar: it goes on, whatever the database says."""

from types import SimpleNamespace

import pytest
from django.db import OperationalError

from config.celery import app
from config.operations import beat


@pytest.fixture
def clock(monkeypatch):
    monkeypatch.setattr(beat, "connection", SimpleNamespace(close=lambda: None))
    return beat.CalendarScheduler(app)


def test_it_looks_again_at_the_next_full_minute(clock, monkeypatch):
    looked = []
    monkeypatch.setattr(beat.calendar, "begin_due", lambda: looked.append(1))
    assert 0 < clock.tick() <= 60.1
    assert looked == [1]


def test_it_looks_again_soon_after_the_database_was_away(clock, monkeypatch):
    def away():
        raise OperationalError("no database")

    monkeypatch.setattr(beat.calendar, "begin_due", away)
    assert clock.tick() == beat.AFTER_FAILURE
