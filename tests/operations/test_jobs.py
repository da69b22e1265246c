"""The life of a piece of work, without a broker: written, claimed, tried again, given up."""

import datetime
from types import SimpleNamespace

import pytest
from django.db import OperationalError, transaction
from django.utils import timezone

from config.operations import jobs
from config.operations.asking import AskingMiddleware, asking
from config.operations.choices import JobState
from config.operations.keeping import forget_old_work
from config.operations.models import Appointment, Job
from config.operations.task import Teller
from files import background
from files.background import ComeBackLater, may_pass, tell_progress
from tests.operations import making

pytestmark = pytest.mark.django_db


@pytest.fixture
def broker(monkeypatch):
    """Give a broker that notes what it takes, and takes nothing once it is away."""
    found = SimpleNamespace(messages=[], is_away=False, asked=0)

    def send_task(name, args, task_id, retry):
        found.asked += 1
        if found.is_away:
            raise ConnectionError("no broker")
        found.messages.append((name, list(args), task_id))

    monkeypatch.setattr(jobs, "current_app", SimpleNamespace(send_task=send_task))
    monkeypatch.setattr(jobs, "broker", jobs.Broker())
    return found


def due(job):
    """Let a job be due now."""
    Job.objects.filter(pk=job.pk).update(due_at=timezone.now())


def test_work_is_a_row_of_the_transaction_and_a_message_after_it(
    broker, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        job = jobs.enqueue("a.task", [7])
        assert broker.messages == []
    assert broker.messages == [("a.task", [7], str(job.uid))]
    assert Job.objects.get().state == JobState.WAITING


def test_work_of_a_transaction_that_is_taken_back_was_never_asked_for(
    broker, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        jobs.enqueue("a.task", [])
        transaction.set_rollback(True)
    assert (Job.objects.count(), broker.messages) == (0, [])


def test_without_a_broker_nothing_fails_and_the_next_sweep_hands_it_over(
    broker, django_capture_on_commit_callbacks
):
    broker.is_away = True
    with django_capture_on_commit_callbacks(execute=True):
        for number in range(3):
            jobs.enqueue("a.task", [number])
    assert broker.asked == 1  # nobody waits for each of them
    broker.is_away = False
    assert jobs.sweep() == 0  # it rests
    jobs.broker.rests_until = 0.0
    assert jobs.sweep() == 3
    assert sorted(args for _name, args, _uid in broker.messages) == [[0], [1], [2]]
    assert jobs.sweep() == 0  # they are with the broker


def test_a_repeated_message_finds_nothing_to_do():
    job = making.job()
    first = jobs.claim(str(job.uid), "one@host")
    assert jobs.claim(str(job.uid), "two@host") is None
    assert jobs.finish(first)
    assert jobs.claim(str(job.uid), "two@host") is None
    assert (Job.objects.get().state, Job.objects.get().attempts) == (JobState.DONE, 1)


@pytest.mark.parametrize(
    ("error", "passes"),
    [
        (OperationalError("the server closed the connection"), True),
        (ConnectionRefusedError(), True),
        (TimeoutError(), True),
        (ComeBackLater(), True),
        (type("ConnectionTimeout", (Exception,), {})(), True),
        (type("ApiError", (Exception,), {"status_code": 503})(), True),
        (type("ApiError", (Exception,), {"status_code": 429})(), True),
        (type("ApiError", (Exception,), {"status_code": 400})(), False),
        (ValueError("refused"), False),
        (FileNotFoundError(), False),
    ],
)
def test_only_what_may_pass_is_tried_again(error, passes):
    job = making.job()
    claimed = jobs.claim(str(job.uid), "one@host")
    assert may_pass(error) is passes
    assert jobs.stumble(claimed, error) is not passes
    after = Job.objects.get()
    assert after.state == (JobState.WAITING if passes else JobState.FAILED)
    assert after.error
    if passes:
        assert after.due_at > timezone.now()


def test_what_never_passes_is_given_up_in_the_end_after_longer_and_longer_pauses():
    job = making.job()
    for attempt in range(1, jobs.MOST_ATTEMPTS + 1):
        claimed = jobs.claim(str(job.uid), "one@host")
        assert jobs.stumble(claimed, TimeoutError()) is (attempt == jobs.MOST_ATTEMPTS)
    assert Job.objects.get().state == JobState.FAILED
    pauses = [jobs.pause(attempt).total_seconds() for attempt in range(1, 12)]
    longest = [min(10 * 2**n, 600) for n in range(11)]
    assert all(most / 2 <= had <= most for had, most in zip(pauses, longest, strict=True))


def test_the_work_of_a_lost_worker_is_free_after_the_lease_and_given_up_when_it_kills_workers(
    broker,
):
    job = making.job()
    claimed = jobs.claim(str(job.uid), "one@host")
    assert jobs.sweep() == 0
    assert jobs.keep_claims([str(job.uid)]) == 1
    due(job)
    assert jobs.sweep() == 1
    assert not jobs.finish(claimed)  # the one that was believed lost comes too late
    assert Job.objects.get().state == JobState.WAITING
    for _time in range(jobs.MOST_LOST - 1):
        jobs.claim(str(job.uid), "one@host")
        due(job)
        jobs.sweep()
    assert Job.objects.get().state == JobState.FAILED
    assert "lost" in Job.objects.get().error


def test_a_worker_that_starts_anew_frees_what_it_had(broker):
    mine, other = making.job(), making.job()
    jobs.claim(str(mine.uid), "one@host")
    jobs.claim(str(other.uid), "two@host")
    assert jobs.release("one@host") == 1
    assert jobs.sweep() == 1
    assert [uid for _name, _args, uid in broker.messages] == [str(mine.uid)]


def test_errors_are_kept_without_the_passwords_of_addresses():
    said = jobs.worded(ValueError("no answer from redis://name:secret@host:6379/0"))
    assert said == "ValueError('no answer from redis://host:6379/0')"


def test_progress_is_written_down_at_the_first_step_and_the_last(monkeypatch):
    outside = SimpleNamespace(in_atomic_block=False, vendor="any")
    monkeypatch.setattr("config.operations.task.connection", outside)
    claimed = jobs.claim(str(making.job().uid), "one@host")
    tell_progress(1, 4)  # nobody listens
    with background.listening(Teller(claimed)):
        for done in range(1, 4):
            tell_progress(done, 4)
        assert (Job.objects.get().done, Job.objects.get().total) == (1, 4)
        tell_progress(4, 4)
    assert Job.objects.get().done == 4


def test_work_belongs_to_whoever_sent_the_request(amina, broker):
    request = SimpleNamespace(user=amina)
    AskingMiddleware(lambda _request: jobs.enqueue("a.task", []))(request)
    assert Job.objects.get().asked_by == amina
    with asking(lambda: None):
        assert jobs.enqueue("a.task", []).asked_by_id is None


def test_what_was_done_is_forgotten_but_the_last_run_of_the_calendar_is_not():
    old = timezone.now() - datetime.timedelta(days=4)
    making.job(JobState.DONE, finished_at=old)
    last = making.job(JobState.DONE, finished_at=old, entry="match-all")
    kept = making.given_up()
    Appointment.objects.create(entry="match-all", slot=old, job=last)
    assert forget_old_work() == 1
    assert set(Job.objects.all()) == {last, kept}
