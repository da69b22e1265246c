"""What a task does in a worker with the row of its work, and where there is no worker."""

from contextlib import contextmanager
from types import SimpleNamespace

import pytest
from django.db import OperationalError

from config.operations import task as tasks
from config.operations.choices import JobState
from config.operations.models import Job
from matchmaking.desk import services
from matchmaking.desk.tasks import refresh_queue
from tests.operations import making

pytestmark = pytest.mark.django_db


@contextmanager
def worker(job):
    """Let the task be called as a worker calls it for this message."""
    refresh_queue.push_request(id=str(job.uid), hostname="one@host", called_directly=False)
    try:
        yield
    finally:
        refresh_queue.pop_request()


@pytest.fixture
def done(monkeypatch):
    """Note how often the work is done; it raises what is put into `errors`."""
    found = SimpleNamespace(times=0, errors=[])

    def refresh():
        found.times += 1
        if found.errors:
            raise found.errors.pop()
        return 7

    monkeypatch.setattr(services, "refresh_queue", refresh)
    return found


def test_a_message_that_comes_twice_is_done_once(done):
    job = making.job()
    with worker(job):
        assert refresh_queue() == 7
        assert refresh_queue() is None
    assert (done.times, Job.objects.get().state) == (1, JobState.DONE)


def test_a_message_without_a_row_is_done(done):
    with worker(SimpleNamespace(uid="6a1bd9ca-7f0b-4d3a-9a2b-0f6a3a3f2f11")):
        assert refresh_queue() == 7


def test_what_may_pass_ends_quietly_and_waits_and_all_else_is_heard(done):
    job = making.job()
    done.errors = [ValueError("wrong"), OperationalError("away")]
    with worker(job):
        assert refresh_queue() is None
        assert Job.objects.get().state == JobState.WAITING
        with pytest.raises(ValueError, match="wrong"):
            refresh_queue()
    assert (Job.objects.get().state, Job.objects.get().attempts) == (JobState.FAILED, 2)


def test_without_a_worker_what_fails_is_kept_for_operators(done, monkeypatch):
    monkeypatch.setattr(tasks, "connection", SimpleNamespace(in_atomic_block=False))
    done.errors = [ValueError("wrong")]
    with pytest.raises(ValueError, match="wrong"):
        refresh_queue.delay()
    failed = Job.objects.get()
    assert (failed.task, failed.state) == (making.TASK, JobState.FAILED)
    assert "wrong" in failed.error


def test_work_with_named_arguments_is_refused_at_once(settings):
    settings.CELERY_TASK_ALWAYS_EAGER = False
    with pytest.raises(TypeError):
        refresh_queue.delay(need_ids=[7])
