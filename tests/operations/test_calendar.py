"""What is due by the calendar: begun once, made up for, marked when it is late."""

import datetime
from types import SimpleNamespace

import pytest
from celery.schedules import crontab
from django.utils import timezone

from config.celery import app
from config.operations import calendar
from config.operations.choices import JobState
from config.operations.models import Appointment, Job

NOW = datetime.datetime(2026, 11, 24, 3, 17, 42, tzinfo=datetime.UTC)  # a Tuesday
HOUR, DAY = datetime.timedelta(hours=1), datetime.timedelta(days=1)


@pytest.fixture(autouse=True)
def _nothing_is_sent(monkeypatch):
    monkeypatch.setattr("config.operations.jobs.broker.take", lambda *_message: True)


@pytest.fixture
def nightly(monkeypatch, db):
    """Let the calendar have one entry: at half past midnight."""
    line = {"task": "a.task", "schedule": crontab(hour=0, minute=30), "args": ("daily",)}
    conf = SimpleNamespace(beat_schedule={"nightly": line})
    monkeypatch.setattr(calendar, "current_app", SimpleNamespace(conf=conf))
    calendar.begin_due(NOW - DAY)  # the first look only notes where the calendar stands
    assert not Job.objects.exists()


@pytest.mark.parametrize(
    ("schedule", "last", "following"),
    [
        (crontab(), "24T03:17", "24T03:18"),
        (crontab(minute="*/15"), "24T03:15", "24T03:30"),
        (crontab(minute=20), "24T02:20", "24T03:20"),
        (crontab(hour=0, minute=30), "24T00:30", "25T00:30"),
        (crontab(hour=6, minute=10, day_of_week="monday"), "23T06:10", "30T06:10"),
        (crontab(hour=6, minute=10, day_of_week="sunday"), "22T06:10", "29T06:10"),
    ],
)
def test_the_turns_before_and_after_a_moment(schedule, last, following):
    assert f"{calendar.last_turn(schedule, NOW):%dT%H:%M}" == last
    assert f"{calendar.next_turn(schedule, NOW):%dT%H:%M}" == following


def test_every_entry_of_the_calendar_names_a_task_and_comes_at_least_once_a_week():
    app.loader.import_default_modules()
    for entry in calendar.entries():
        assert entry.task in app.tasks
        assert calendar.last_turn(entry.schedule, NOW) > NOW - 7 * DAY
        assert calendar.next_turn(entry.schedule, NOW) < NOW + 7 * DAY


def test_two_beats_begin_a_night_once(nightly):
    assert [calendar.begin_due(NOW), calendar.begin_due(NOW + HOUR / 60)] == [1, 0]
    job = Job.objects.get()
    assert (job.task, job.args, job.entry) == ("a.task", ["daily"], "nightly")
    assert f"{job.slot:%d %H:%M}" == "24 00:30"


def test_a_second_beat_that_read_the_rows_before_the_first_begins_nothing(nightly):
    (entry,) = calendar.entries()
    slot = calendar.last_turn(entry.schedule, NOW)
    assert calendar._begin(entry, slot) is True
    assert calendar._begin(entry, slot) is False


def test_nights_without_a_beat_are_made_up_for_once(nightly):
    assert calendar.begin_due(NOW + 3 * DAY) == 1
    assert f"{Appointment.objects.get().slot:%d}" == "27"


def test_an_entry_is_late_until_its_run_of_that_night_is_done(nightly):
    assert calendar.late_entries(NOW) == ["nightly"]
    calendar.begin_due(NOW)
    assert calendar.late_entries(NOW) == ["nightly"]
    begun = timezone.now()
    Job.objects.update(state=JobState.DONE, started_at=begun, finished_at=begun + HOUR)
    (turn,) = calendar.turns(NOW)
    assert (turn.is_late, turn.took, f"{turn.next_at:%d %H:%M}") == (False, HOUR, "25 00:30")
    early = calendar.last_turn(turn.entry.schedule, NOW) + DAY + calendar.LATE_AFTER / 2
    assert calendar.late_entries(early) == []
