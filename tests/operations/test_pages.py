"""The pages of operators: the work, what was given up, the calendar."""

import csv
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertNumQueries
from wagtail.tasks import update_reference_index_task as task

from accounts import audit
from accounts.notifications.choices import EmailState
from accounts.notifications.models import Email
from config.operations import selectors, services
from config.operations.choices import JobState
from config.operations.models import Dismissal, Job
from config.operations.portal import WorkerBackend
from config.operations.tasks import run_for_portal
from search.models import Outbox
from tests.operations import making

FAILURES = reverse("operations:failures")


@pytest.fixture
def failed(db):
    """Give up one of each kind."""
    return making.given_up(), making.lost_change(), making.lost_letter()


def table(response):
    """Return the rows of a CSV file as dictionaries."""
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def test_failures_of_all_kinds_stand_in_one_list_that_is_filtered_sorted_and_exported(
    visit, sofia, failed
):
    client = visit(sofia)
    page = client.get(FAILURES)
    for said in (making.TASK, "needs 7", "nobody@example.org", "The queue is gone"):
        assertContains(page, said)
    assert [row["source"] for row in page.context["rows"]] == ["letter", "index", "task"]
    letters = client.get(FAILURES, {"source": "letter", "sort": "attempts"})
    assertContains(letters, "nobody@example.org")
    assertNotContains(letters, making.TASK)
    export = reverse("operations:failures_export", args=["csv"])
    assert [row["Attempts"] for row in table(client.get(export, {"sort": "attempts"}))] == [
        "8",
        "3",
        "1",
    ]


def test_a_failure_is_dismissed_with_a_reason_that_stays_in_its_history(visit, sofia, failed):
    job = failed[0]
    client, address = visit(sofia), reverse("operations:failure", args=["task", job.pk])
    refused = client.post(address, {"reason": " "})
    assert refused.status_code == 200
    assert refused.context["form"].errors
    assert not Dismissal.objects.exists()
    client.post(address, {"reason": "The queue was taken down"})
    page = client.get(address)
    assertContains(page, "The queue was taken down")
    assertContains(page, "failure dismissed")
    assert selectors.figures().failed == {"task": 0, "index": 1, "letter": 1}
    assertNotContains(client.get(FAILURES, {"standing": "open"}), making.TASK)
    assertContains(client.get(FAILURES, {"standing": "dismissed"}), making.TASK)
    assert client.post(address, {"reason": "Again"}).status_code == 409


def test_what_was_given_up_is_tried_again_and_its_history_says_by_whom(
    visit, sofia, failed, settings, monkeypatch, django_capture_on_commit_callbacks
):
    job, _change, _letter = failed
    taken = []
    settings.CELERY_TASK_ALWAYS_EAGER = False  # as where there are workers
    monkeypatch.setattr("config.operations.jobs.broker.take", lambda *said: taken.append(said))
    monkeypatch.setattr("config.operations.sources.once_committed", lambda ask: None)
    monkeypatch.setattr("accounts.notifications.outbox.start_delivery", lambda: None)
    with django_capture_on_commit_callbacks(execute=True):
        visit(sofia).post(reverse("operations:retry", args=["task", job.pk]))
        visit(sofia).post(reverse("operations:retry_all"))
    assert [name for name, _args, _uid in taken] == [making.TASK]
    job = Job.objects.get()
    assert (job.state, job.attempts) == (JobState.WAITING, 0)
    assert not Outbox.objects.filter(has_failed=True).exists()
    assert Email.objects.get().state == EmailState.WAITING
    assert [entry.who for entry in audit.history(job)] == [str(sofia)]
    again = visit(sofia).post(reverse("operations:retry", args=["task", job.pk]))
    assert again.status_code == 404  # it is no failure any more


def test_without_workers_the_work_is_done_again_at_once(
    visit, sofia, django_capture_on_commit_callbacks
):
    job = making.given_up()
    with django_capture_on_commit_callbacks(execute=True):
        visit(sofia).post(reverse("operations:retry", args=["task", job.pk]))
    assert Job.objects.get().state == JobState.DONE


def test_work_is_listed_with_its_progress_and_who_asked(visit, sofia, amina):
    making.job(JobState.RUNNING, asked_by=amina, args=[7, {"secret": 1}], done=3, total=9)
    making.job(entry="match-all")
    client, address = visit(sofia), reverse("operations:work")
    page = client.get(address)
    for said in (f"{making.TASK}(7, …)", "3 of 9", str(amina), "The calendar"):
        assertContains(page, said)
    assertNotContains(page, "secret")
    assert len(client.get(address, {"asked": "calendar"}).context["rows"]) == 1
    assert len(client.get(address, {"state": "running"}).context["rows"]) == 1
    export = client.get(reverse("operations:work_export", args=["csv"]), {"asked": "person"})
    assert [row["Arguments"] for row in table(export)] == ["7, …"]


@pytest.mark.parametrize("name", ["work", "failures", "calendar"])
def test_the_pages_ask_the_same_of_one_row_and_of_eleven(visit, sofia, amina, name):
    client, address = visit(sofia), reverse(f"operations:{name}")
    making.given_up(asked_by=amina)
    client.get(address)
    with CaptureQueriesContext(connection) as one:
        client.get(address)
    for number in range(10):
        making.given_up(asked_by=amina)
        making.lost_letter(str(number))
    with assertNumQueries(len(one)):
        assert client.get(address).status_code == 200


def test_an_entry_of_the_calendar_that_never_ran_says_so(visit, sofia):
    page = visit(sofia).get(reverse("operations:calendar"))
    assertContains(page, "match-all")
    assertNotContains(page, "Late")


def test_nobody_else_does_anything_about_failures(amina, failed):
    for act in (
        lambda: services.retry(source="task", row_id=failed[0].pk, actor=amina),
        lambda: services.retry_all(sources=[], actor=amina),
        lambda: services.dismiss(source="task", row_id=failed[0].pk, actor=amina, reason="No"),
    ):
        with pytest.raises(services.PermissionDenied):
            act()


def test_wagtail_leaves_its_work_to_the_same_workers(settings, db):
    assert isinstance(task.get_backend(), WorkerBackend)
    settings.CELERY_TASK_ALWAYS_EAGER = False
    task.enqueue("cms", "ArticlePage", "12")
    job = Job.objects.get()
    assert job.task == "config.operations.tasks.run_for_portal"
    assert job.args == [task.module_path, ["cms", "ArticlePage", "12"], {}]


def test_what_was_deleted_before_wagtails_work_began_needs_nothing(db):
    run_for_portal("wagtail.tasks.update_reference_index_task", ["cms", "ArticlePage", "0"], {})


@pytest.mark.parametrize(
    ("name", "task"),
    [
        ("matching:weights", "matchmaking.matching.tasks.match_all"),
        ("coaching:rules", "matchmaking.coaching.tasks.score_all"),
        ("clearance:rules", "matchmaking.clearance.tasks.refresh_all"),
    ],
)
def test_whoever_changes_the_rules_sees_how_far_the_new_computation_is(visit, sofia, name, task):
    client, address = visit(sofia), reverse(name)
    assertNotContains(client.get(address), "computed anew in a moment")
    making.job(task=task)
    assertContains(client.get(address), "computed anew in a moment")
    Job.objects.update(state=JobState.RUNNING, done=2, total=5)
    assertContains(client.get(address), "2 of 5")
