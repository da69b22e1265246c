"""Work that no page waits for."""

from types import SimpleNamespace

import pytest

from files import background


class Task:
    """A task that notes how it was done."""

    def __init__(self):
        self.called, self.queued = [], []

    def __call__(self, *args):
        self.called.append(args)

    def delay(self, *args):
        self.queued.append(args)


@pytest.fixture
def started(monkeypatch):
    """Note the threads that would be started."""
    found = []

    class Recorded(background.Thread):
        def start(self):
            found.append(self)

    monkeypatch.setattr(background, "Thread", Recorded)
    return found


def test_a_worker_does_it_where_there_is_one(settings, started):
    settings.CELERY_TASK_ALWAYS_EAGER = False
    task = Task()
    background.in_background(task, 7)
    assert (task.queued, task.called, started) == ([(7,)], [], [])


def test_a_thread_does_it_and_hangs_up(monkeypatch, started):
    task, hung_up = Task(), []
    monkeypatch.setattr(background, "connection", SimpleNamespace(in_atomic_block=False))
    monkeypatch.setattr(background.connections, "close_all", lambda: hung_up.append(task.called))
    background.in_background(task, 7, 8)
    assert task.called == []
    (thread,) = started
    assert thread.daemon
    thread.run()
    assert hung_up == [[(7, 8)]]


def test_what_is_not_committed_yet_is_done_at_once(monkeypatch, started):
    task = Task()
    monkeypatch.setattr(background, "connection", SimpleNamespace(in_atomic_block=True))
    background.in_background(task, 7)
    assert (task.called, started) == ([(7,)], [])
