"""A recused person sees nothing of an application: no word, no number, no count, anywhere."""

import json
import re

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.urls import reverse, reverse_lazy

from accounts import personal_data
from accounts.notifications import services as news
from accounts.notifications.digests import send_digests
from accounts.notifications.inbox import tasks_for
from accounts.notifications.models import Email
from accounts.notifications.selectors import counts_for
from matchmaking.applications import selectors, services, telling
from matchmaking.applications.models import Application, Conflict
from matchmaking.projects.models import Proposal
from tests import cast
from tests.applications import making, recusal
from tests.applications.recusal import address, probe, stage

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "sqlite", reason="pages are read on one database"),
]
SECRET = "Unmistakable quartz lighthouse"
# Ids that stand out wherever they are printed.
LAST_IDS = {"applications_application": 987653, "projects_proposal": 876542}
HIDDEN = ("987654", "876543", SECRET)

for _name in (
    "applications:list",
    "applications:conflict_list",
    "applications:interests",
    "notifications:list",
    "notifications:tasks",
    "accounts:home",
    "funds:list",
    "funds:calls",
    "needs:list",
    "projects:list",
):
    probe(_name, url=reverse_lazy(_name))
for _name in (
    "applications:export",
    "applications:conflict_export",
    "notifications:export",
    "notifications:task_export",
):
    probe(_name, url=reverse_lazy(_name, args=["csv"]))


def _known(user):
    return str(list(Application.objects.visible_to(user).values_list("number", flat=True)))


def _told(user):
    return str([(row.kind, row.params, row.url) for row in user.notifications.order_by("pk")])


def _tasks(user):
    return str([(str(task.text), task.url) for task in tasks_for(user)])


def _kept(user):
    """What the file of one's own data holds, without when one was last here and the deeds so far:
    the conflict that one declared oneself is one's own deed, and names no application."""
    found = personal_data.collect(user)
    own = [row for row in found["deeds"] if "conflict" not in row["action"]]
    return json.dumps({**found, "deeds": own, "sessions": [], "profile": {}}, default=str)


def _under_way(user):
    rows = Email.objects.filter(user=user, state="waiting")
    return str(list(rows.values_list("subject", "text", "html")))


probe("the door itself", text=_known)
probe("notifications", text=_told)
probe("tasks", text=_tasks)
probe("counts of the header", text=lambda user: str(counts_for(user)))
probe("own data", text=_kept)
probe("letters", text=_under_way)
probe("conflicts", text=lambda user: str(list(selectors.conflicts_for_listing(user))))


@address
def _pages(application):
    names = ("detail", "declare", "screen", "conflicts", "receipt")
    yield from (reverse(f"applications:{name}", args=[application.pk]) for name in names)
    yield reverse("applications:round", args=[application.pk, 1])
    yield reverse("applications:annex", args=[application.pk, 1, "an1"])
    yield reverse("projects:detail", args=[application.proposal_id])


@stage
def _what_a_person_was_told(application, name):
    """News at once and for a digest, a task handed over, a declaration, a conflict of another."""
    person, petra = making.person(name), cast.join("petra")
    telling.tell("conflict_noted", application, [person], key="a digest", person="Somebody")
    telling.tell("application_withdrawn", application, [person], key="a letter")
    news.notify(
        "task_given",
        recipients=[person],
        key="task:screen_application:987654:now",
        params={"giver": "Petra", "task": str(application)},
    )
    if name == "tomas":
        making.declared(application, "tomas")
        services.report_conflict(
            application_id=application.pk,
            person=cast.join("hugo"),
            actor=petra,
            ground="personal",
            words=f"He wrote {SECRET}.",
        )


@pytest.fixture
def _ids_that_stand_out(db):
    with connection.cursor() as cursor:
        for table, last in LAST_IDS.items():
            cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table])
            cursor.execute("INSERT INTO sqlite_sequence VALUES (%s, %s)", [table, last])


def _read_all(name, visit):
    client = visit(making.person(name))
    return {one.name: one.read(making.person(name), client) for one in recusal.probes}


def _recuse(application, name):
    """Declare it, where they know of it; otherwise somebody else reports it."""
    person = making.person(name)
    if Application.objects.visible_to(person).filter(pk=application.pk).exists():
        making.recuse(application, name)
    else:
        services.report_conflict(
            application_id=application.pk,
            person=person,
            actor=cast.join("petra"),
            ground="personal",
            words="They are married.",
        )


@pytest.mark.usefixtures("_ids_that_stand_out")
@pytest.mark.parametrize("name", ["tomas", "rania"])
def test_a_recused_person_reads_what_they_would_if_it_did_not_exist(
    name, visit, petra, hugo, django_capture_on_commit_callbacks
):
    recusal.load()
    call = making.call()
    for member in ("amina", "nadia", "tomas", "rania", "sofia"):
        cast.join(member)
    news.choose(user=making.person(name), kind="conflict_noted", frequency="daily")
    before = _read_all(name, visit)
    with django_capture_on_commit_callbacks(execute=True):
        secret = making.submitted(call_=call, title=SECRET)
    assert (str(secret.pk), str(secret.proposal_id)) == HIDDEN[:2]
    for act in recusal.stages:
        with django_capture_on_commit_callbacks(execute=True):
            act(making.fresh(secret), name)
    with django_capture_on_commit_callbacks(execute=True):
        _recuse(making.fresh(secret), name)
    after = _read_all(name, visit)
    for one in recusal.probes:
        for hidden in (*HIDDEN, secret.number):
            assert hidden not in after[one.name], f"{one.name} tells {name} of {hidden}"
        same = one.compared(after[one.name]) == one.compared(before[one.name])
        assert same, f"{one.name} reads otherwise to {name}"
    client = visit(making.person(name))
    for urls in recusal.addresses:
        for url in urls(secret):
            assert client.get(url).status_code == 404, url


def test_the_recused_can_do_nothing_and_others_can(tomas, petra, hugo):
    application = making.submitted()
    making.recuse(application, "tomas")
    tomas = making.person("tomas")
    about = {"application_id": application.pk, "actor": tomas}
    acts = [
        lambda: services.screen_application(**about, is_eligible=False, words="No."),
        lambda: services.declare_no_conflict(**about),
        lambda: services.approve_application(**about),
        lambda: services.close_reviews(**about),
        lambda: services.report_conflict(**about, person=hugo, ground="other", words="He too."),
        lambda: services.dismiss_conflict(
            conflict_id=Conflict.objects.get().pk, actor=tomas, reason="Not at all."
        ),
    ]
    for act in acts:
        with pytest.raises(PermissionDenied):
            act()
    assert making.eligible(actor="petra", application=application).status == "eligible"


def test_a_digest_and_a_letter_that_wait_do_not_leave_for_the_recused(tomas, petra, hugo):
    application = making.submitted()
    news.choose(user=tomas, kind="application_submitted", frequency="daily")
    telling.tell("application_submitted", application, [tomas], key="x", applicant="K", call="C")
    telling.tell("application_withdrawn", application, [tomas, petra], key="a letter")
    assert Email.objects.filter(user=tomas, state="waiting").exists()
    making.recuse(application, "tomas")
    send_digests("daily")
    assert not Email.objects.filter(user=tomas).exists()
    assert Email.objects.filter(user=petra, kind="application_withdrawn").exists()


def test_nobody_is_told_of_what_they_are_recused_from(tomas, petra):
    application = making.submitted()
    making.recuse(application, "tomas")
    told = telling.tell("application_withdrawn", application, [tomas, petra], key="later")
    assert told == 1
    assert petra.notifications.filter(kind="application_withdrawn").exists()


def test_every_list_of_numbers_leaves_a_gap_that_says_nothing(amina):
    """Numbers run over all funds: one that is missing may be anybody's."""
    first, second = making.submitted(), making.submitted(of=making.proposal(title="B"))
    assert first.call.fund_id != second.call.fund_id
    assert int(re.sub(r".*-", "", second.number)) == int(re.sub(r".*-", "", first.number)) + 1
    assert Proposal.objects.count() == 2
