import csv
import datetime
import io

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts import services as people
from accounts.choices import Role
from accounts.models import Membership, Organisation, User
from accounts.notifications import inbox, services
from accounts.notifications.inbox import Source, Task
from accounts.notifications.models import Email, TaskHolder
from accounts.notifications.selectors import counts_for
from matchmaking.needs import services as moves
from matchmaking.needs.models import Need
from matchmaking.reports.models import CandidateNeed
from tests.needs import making as needs
from tests.offers import making as offers
from tests.reports import making as reports

TASKS = "/notifications/tasks/"


def waiting_for(person):
    return [(str(task.source.name), str(task.text)) for task in inbox.tasks_for(person)]


# --- What waits for whom -------------------------------------------------------------------------
def test_drafts_wait_for_those_who_write_for_the_state(amina, ali, vera, boris, dina):
    needs.draft(title="Racks")
    for writer in (amina, ali):
        assert waiting_for(writer) == [("finish_need", "Racks")]
    for other in (vera, boris, dina):
        assert waiting_for(other) == []


def test_what_was_sent_back_waits_for_an_answer_and_says_why(amina, sofia):
    need = needs.submitted(title="Racks")
    moves.return_need(need_id=need.pk, actor=sofia, reason="How many?")
    (task,) = inbox.tasks_for(amina)
    assert task.source.name == "answer_need"
    assert "How many?" in task.note
    assert task.url == reverse("needs:edit", args=[need.pk])


def test_submitted_records_wait_for_the_broker_with_a_last_day(sofia, elena, amina):
    need = needs.submitted(title="Racks")
    offers.submitted(title="Machines")
    assert waiting_for(sofia) == [("publish_need", "Racks"), ("publish_offer", "Machines")]
    task = inbox.tasks_for(sofia)[0]
    assert task.due_on == need.submitted_at.date() + datetime.timedelta(days=5)
    assert task.organisation == Organisation.objects.get(name="Secretariat")
    for other in (elena, amina):
        assert waiting_for(other) == []


def test_a_visitor_has_no_tasks(client, db):
    assert client.get("/").context["waiting"].tasks == 0


# --- Counting ------------------------------------------------------------------------------------
def test_the_navigation_counts_in_one_query(amina, django_assert_num_queries):
    needs.draft()
    needs.draft()
    counts_for(amina)  # her memberships, and the terms that a process remembers
    with django_assert_num_queries(1):
        assert counts_for(amina).tasks == 2


def test_a_report_with_several_passages_to_decide_on_waits_once(amina):
    reports.read()
    assert CandidateNeed.objects.count() > 1
    assert counts_for(amina).tasks == len(inbox.tasks_for(amina)) == 1


def test_what_a_colleague_has_taken_is_not_counted(amina, ali):
    need = needs.draft()
    services.give_task(source="finish_need", pk=need.pk, actor=ali, to=ali)
    assert counts_for(ali).tasks == 1
    assert counts_for(amina).tasks == 0
    assert inbox.tasks_for(amina)[0].holder.user == ali


def test_what_somebody_held_who_has_left_is_open_again(amina, ali):
    need = needs.draft()
    services.give_task(source="finish_need", pk=need.pk, actor=ali, to=ali)
    people.end_role(membership=Membership.objects.get(user=ali))
    assert counts_for(amina).tasks == 1
    assert inbox.tasks_for(amina)[0].holder is None


# --- Taking, giving, leaving ---------------------------------------------------------------------
def test_a_task_is_assigned_to_a_colleague_who_is_told(visit, amina, ali):
    need = needs.draft(title="Racks")
    address = reverse("notifications:assign", args=["finish_need", need.pk])
    client = visit(amina)
    assert list(client.get(address).context["form"].fields["person"].queryset) == [ali]
    client.post(address, {"person": ali.pk})
    assert TaskHolder.objects.get().user == ali
    assert ali.notifications.get().params == {"giver": "Amina", "task": "Racks"}
    assert "Racks" not in Email.objects.get(user=ali).text


def test_a_colleague_who_cannot_do_it_is_not_offered_and_refused(visit, amina, vera, ali):
    need = needs.draft()
    address = reverse("notifications:assign", args=["finish_need", need.pk])
    page = visit(amina).post(address, {"person": vera.pk})
    assert page.context["form"].errors["person"]
    with pytest.raises(PermissionDenied):
        services.give_task(source="finish_need", pk=need.pk, actor=amina, to=vera)


def test_nobody_hands_on_what_does_not_wait_for_them(visit, dina, ali):
    need = needs.draft()
    assert visit(dina).post(f"{TASKS}finish_need/{need.pk}/take/").status_code == 404
    for act in (services.give_task, services.release_task):
        to = {"to": ali} if act is services.give_task else {}
        with pytest.raises(PermissionDenied):
            act(source="finish_need", pk=need.pk, actor=dina, **to)


def test_a_task_is_taken_over_and_given_back(visit, amina, ali):
    need = needs.draft()
    visit(ali).post(f"{TASKS}finish_need/{need.pk}/take/")
    visit(amina).post(f"{TASKS}finish_need/{need.pk}/take/")
    assert TaskHolder.objects.get().user == amina
    assert not Email.objects.exists()
    visit(ali).post(f"{TASKS}finish_need/{need.pk}/release/")
    assert not TaskHolder.objects.exists()


def test_a_task_of_a_kind_nobody_knows_is_not_found(visit, amina):
    assert visit(amina).post(f"{TASKS}no-such/1/take/").status_code == 404


def leave(person):
    """End what somebody is, and meet them anew."""
    people.end_role(membership=Membership.objects.get(user=person))
    return User.objects.get(pk=person.pk)


def test_what_somebody_held_goes_to_a_successor_who_can_do_it(amina, ali, vera):
    need = needs.draft()
    services.give_task(source="finish_need", pk=need.pk, actor=ali, to=ali)
    assert services.hand_over_tasks(user=ali, to=amina) == 0  # he may still do it himself
    assert services.hand_over_tasks(user=leave(ali), to=amina) == 1
    assert TaskHolder.objects.get().user == amina
    services.hand_over_tasks(user=leave(amina), to=vera)
    assert not TaskHolder.objects.exists()


# --- The list ------------------------------------------------------------------------------------
@pytest.fixture
def three(monkeypatch, amina):
    """Three tasks with last days, of a source of their own."""
    monkeypatch.setattr(inbox, "_sources", {})
    today = timezone.localdate()
    days = {"Late": -1, "Soon": 3, "Far": 40}
    made = {needs.draft(title=title).pk: title for title in days}

    def task(need):
        due = today + datetime.timedelta(days=days[made[need.pk]])
        return Task(need.pk, need.title, "/needs/", need.organisation_id, due, need.created_at)

    inbox.register(
        Source("three", "Look at it", lambda user: Need.objects.filter(pk__in=made), task)
    )
    return made


def titles(page):
    return [task.text for task in page.context["results"].rows]


def test_the_nearest_last_day_comes_first(visit, amina, three):
    page = visit(amina).get(TASKS)
    assert titles(page) == ["Late", "Soon", "Far"]
    assert page.text.count("Overdue</span>") == 1
    home = visit(amina).get("/me/")
    assert [task.text for task in home.context["tasks"]] == ["Late", "Soon", "Far"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("due=overdue", ["Late"]),
        ("due=week", ["Soon"]),
        ("due=later", ["Far"]),
        ("sort=newest", ["Far", "Soon", "Late"]),
        ("holder=me", ["Soon"]),
        ("holder=nobody", ["Late", "Far"]),
        ("holder=colleague", []),
        ("source=three", ["Late", "Soon", "Far"]),
        ("due=nonsense&source=nonsense", ["Late", "Soon", "Far"]),
    ],
)
def test_the_list_is_filtered_sorted_and_exported_alike(visit, amina, three, query, found):
    soon = next(pk for pk, title in three.items() if title == "Soon")
    services.give_task(source="three", pk=soon, actor=amina, to=amina)
    client = visit(amina)
    assert titles(client.get(f"{TASKS}?{query}")) == found
    file = client.get(f"{TASKS}export/csv/?{query}")
    rows = list(csv.DictReader(io.StringIO(b"".join(file).decode("utf-8-sig"))))
    assert [row["About"] for row in rows] == found


def test_somebody_with_two_organisations_looks_at_one_of_them(visit, amina, three):
    agency = Organisation.objects.create(name="Agency", kind="donor", gives_assistance=True)
    people.give_role(user=amina, organisation=agency, role=Role.PROGRAMME_OFFICER)
    client = visit(amina)
    assert titles(client.get(f"{TASKS}?organisation={agency.pk}")) == []
    assert len(titles(client.get(f"{TASKS}?organisation={needs.kenya().pk}"))) == 3


def test_the_inbox_costs_the_same_with_one_and_with_eleven(visit, amina):
    client = visit(amina)
    needs.draft()
    client.get(TASKS)  # what a process remembers from then on
    with_one = [_queries(client, page) for page in (TASKS, "/me/")]
    for _n in range(10):
        needs.draft()
    assert [_queries(client, page) for page in (TASKS, "/me/")] == with_one
    assert max(with_one) < 10 + len(inbox.all_sources())


def _queries(client, page):
    with CaptureQueriesContext(connection) as asked:
        client.get(page)
    return len(asked)


def test_two_kinds_of_task_under_one_name_are_refused(monkeypatch):
    monkeypatch.setattr(inbox, "_sources", {})
    one = Source("look", "Look at it", lambda user: None, Task)
    inbox.register(one)
    inbox.register(one)  # the module is read again
    with pytest.raises(ValueError, match="named look"):
        inbox.register(Source("look", "Look at that", lambda user: None, Task))
