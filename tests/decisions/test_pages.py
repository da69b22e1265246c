"""The pages of committees: what they show, what they keep, what they say when it fails."""

import datetime
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from docx import Document

from matchmaking.applications.models import Application
from matchmaking.decisions import services, tasks
from matchmaking.decisions.choices import DecisionKind
from matchmaking.decisions.models import Ballot, Choice, Condition, Decision, LotLine
from matchmaking.projects.models import Proposal
from tests import cast
from tests.applications import making as applications
from tests.applications.making import person
from tests.decisions import making
from tests.reviews import making as reviews

pytestmark = pytest.mark.django_db


def page(name, *about):
    return reverse(f"decisions:{name}", args=about)


def another(first, title):
    """Return another reviewed application to the same call."""
    row = applications.reviewed(call_=first.call, title=title)
    return applications.declared(row, *making.MEMBERS)


def scored(application, value, actor="rania"):
    common = {"application_id": application.pk, "words": "Sound.", "version": 0}
    return services.score_together(**common, value=value, actor=person(actor))


def test_a_member_says_first_to_be_free_of_conflict_and_then_sees_why_each_stands_where(visit):
    first = making.ready({"tie_breakers": ["lot"]})
    call = first.call
    second, third = another(first, "Second"), another(first, "Third")
    late = applications.reviewed(call_=call, title="Late")
    gate = visit(person("hugo")).get(page("ranking", call.pk)).content.decode()
    assert reverse("applications:declare", args=[late.pk]) in gate
    assert "Third" not in gate
    applications.recuse(late, "hugo")
    for row, value in ((first, 70), (second, 70), (third, 90)):
        scored(row, value)
    shown = visit(person("hugo")).get(page("ranking", call.pk)).content.decode()
    assert "Score decides: 70 after 90." in shown
    assert "they share the place" in shown
    assert "Late" not in shown
    assert visit(person("hugo")).get(page("lots", call.pk)).status_code == 403
    applications.declared(late, "rania")
    said = {"words": "Before two witnesses.", f"place_{first.pk}": 2, f"place_{second.pk}": 1}
    faulty = visit(person("rania")).post(page("lots", call.pk), {**said, f"place_{first.pk}": 1})
    assert "a place of its own" in faulty.content.decode()
    visit(person("rania")).post(page("lots", call.pk), said)
    assert list(LotLine.objects.order_by("position").values_list("application", flat=True)) == [
        second.pk, first.pk,
    ]  # fmt: skip
    sent = visit(person("rania")).get(page("ranking_export", call.pk, "csv"))
    assert "Lot decides: 2 after 1." in b"".join(sent.streaming_content).decode()
    assert visit(person("amina")).get(page("ranking", call.pk)).status_code == 404


def typed_choice(**more):
    said = {
        "name": "Balanced",
        "budget": "300000",
        "measure": "money",
        "least_percent": 100,
        "region_percent": 100,
        "version": 1,
        "limits-TOTAL_FORMS": 1,
        "limits-INITIAL_FORMS": 0,
    }
    return said | more


def test_a_committee_plays_with_scenarios_and_compares_them(visit):
    first = making.ready()
    second = another(first, "Second")
    for row, value in ((first, 70), (second, 90)):
        scored(row, value)
    hugo = visit(person("hugo"))
    wrong = hugo.post(
        page("choice_create", first.call_id),
        typed_choice(**{"budget": "0", "limits-0-group": "state:KEN"}),
    ).content.decode()
    assert "Say how much there is to grant." in wrong
    assert "Say how much at least, or at most." in wrong
    assert "Balanced" in wrong
    asked = making.asked(first)
    one = typed_choice(budget=str(asked.amount))
    shown = hugo.post(page("choice_create", first.call_id), one, follow=True).content.decode()
    assert "the best possible" in shown
    assert "not a decision" in shown
    plain = Choice.objects.get()
    assert list(plain.lines.filter(granted_minor__gt=0).values_list("application", flat=True)) == [
        second.pk
    ]
    hugo.post(page("choice_copy", plain.pk), {"name": "With the first"})
    copy = Choice.objects.exclude(pk=plain.pk).get()
    demand = {"name": "With the first", f"wish_{first.pk}": "must", "version": copy.version}
    hugo.post(page("choice_edit", copy.pk), one | demand)
    copy.refresh_from_db()
    assert copy.lines.get(application=first).granted_minor == asked.minor
    side = hugo.get(
        page("choices_compare", first.call_id), {"scenario": [plain.pk, copy.pk]}
    ).content.decode()
    assert "With the first" in side
    impossible = {**demand, f"wish_{second.pk}": "must", "version": copy.version}
    hugo.post(page("choice_edit", copy.pk), one | impossible)
    told = hugo.get(page("choice", copy.pk)).content.decode()
    assert f"{first.number} must be funded" in told
    # Whoever becomes recused from one of them knows no scenario in which it stands.
    applications.recuse(first, "hugo")
    assert visit(person("hugo")).get(page("choice", plain.pk)).status_code == 404
    assert visit(person("mei")).get(page("choice_export", plain.pk, "json")).status_code == 200
    assert visit(person("mei")).post(page("choice_delete", plain.pk)).status_code == 403
    visit(person("tomas")).post(page("choice_delete", plain.pk))
    assert Choice.objects.count() == 1


def typed_ballot(application, **more):
    said = {
        "kind": "conditions",
        "amount": str(making.asked(application).amount),
        "reasons": "The plan is sound.",
        "conditions-TOTAL_FORMS": 1,
        "conditions-INITIAL_FORMS": 0,
        "conditions-0-words": "Show the licence.",
        "conditions-0-due_on": (timezone.localdate() + making.DUE).isoformat(),
        "conditions-0-ties": "tranche",
        "conditions-0-tranche": "1",
    }
    return said | more


def test_from_the_ballot_to_a_condition_that_is_met(visit, django_capture_on_commit_callbacks):
    application = making.ready(money=0)
    wrong = typed_ballot(application, **{"amount": "99999999", "conditions-0-tranche": ""})
    opened = (
        visit(person("tomas")).post(page("ballot_open", application.pk), wrong).content.decode()
    )
    assert "Say which tranche waits for it." in opened
    visit(person("tomas")).post(page("ballot_open", application.pk), typed_ballot(application))
    ballot = Ballot.objects.get()
    told = (
        visit(person("hugo"))
        .post(page("ballot", ballot.pk), {"says": "no", "words": ""})
        .content.decode()
    )
    assert "Say in a sentence why." in told
    visit(person("hugo")).post(
        page("ballot", ballot.pk), {"says": "abstain", "words": "I know too little."}
    )
    hidden = visit(person("rania")).get(page("ballot", ballot.pk)).content.decode()
    assert "I know too little." not in hidden
    visit(person("rania")).post(page("ballot", ballot.pk), {"says": "yes"})
    assert (
        "I know too little."
        in visit(person("rania")).get(page("ballot", ballot.pk)).content.decode()
    )
    refusal = visit(person("tomas")).post(
        page("ballot_count", ballot.pk), {"version": 1}, follow=True
    )
    assert "are needed, and" in refusal.content.decode()  # no money was received yet
    making.give_money(application.call.fund)
    with django_capture_on_commit_callbacks(execute=True):
        visit(person("tomas")).post(page("ballot_count", ballot.pk), {"version": 1})
    decision = Decision.objects.get()
    shown = visit(person("nadia")).get(page("decision", decision.pk)).content.decode()
    assert "Show the licence." in shown
    assert "Hugo" not in shown
    condition = decision.conditions.get()
    assert visit(person("nadia")).get(page("ballot", ballot.pk)).status_code == 404
    scan = SimpleUploadedFile("licence.txt", b"Licence no. 7")
    visit(person("nadia")).post(
        page("condition", condition.pk),
        {"words": "Here it is.", "version": condition.version, "file": scan},
    )
    condition.refresh_from_db()
    assert condition.status == "handed_in"
    evidence = condition.evidence.get()
    sent = visit(person("tomas")).get(page("evidence_file", evidence.pk))
    assert b"".join(sent.streaming_content) == b"Licence no. 7"
    assert visit(person("dina")).get(page("evidence_file", evidence.pk)).status_code == 404
    visit(person("tomas")).post(
        page("accept_evidence", condition.pk), {"version": condition.version}
    )
    condition.refresh_from_db()
    assert condition.status == "met"
    sent = visit(person("nadia")).get(page("conditions_export", "csv"))
    assert "Show the licence." in b"".join(sent.streaming_content).decode()


def test_a_rejected_applicant_reads_the_letter_without_names_and_appeals(visit):
    call = applications.call(making.RULES | {"reviewers": 2})
    application = applications.eligible(call_=call)
    application = reviews.closed(application, points=[2, 4], names=("hugo", "mei"))
    making.seat_committee(call)
    applications.declared(application, "rania")
    decision = making.decided(DecisionKind.REJECT, application)
    sent = visit(person("nadia")).get(page("letter", decision.pk, "docx"))
    document = Document(io.BytesIO(sent.content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    text = "\n".join([*(line.text for line in document.paragraphs), *cells])
    assert "has not approved your proposal" in text
    assert "The plan is too dear." in text
    assert "3 of" in text  # the median of 2 and 4
    assert "finds it sound" in text
    assert (
        visit(person("nadia")).get(page("letter", decision.pk, "pdf")).content.startswith(b"%PDF")
    )
    Proposal.objects.update(language="ar")
    arabic = visit(person("nadia")).get(page("letter", decision.pk, "page")).content.decode()
    assert 'dir="rtl"' in arabic
    assert visit(person("nadia")).get(page("appeal", decision.pk)).status_code == 200
    visit(person("nadia")).post(page("appeal", decision.pk), {"words": "The prices have changed."})
    appeal = decision.appeal
    heard = visit(person("tomas")).post(
        page("hear_appeal", appeal.pk),
        typed_ballot(application, kind="return", **{"conditions-0-words": ""}),
    )
    assert heard.status_code in (200, 302)
    assert visit(person("amina")).get(page("hear_appeal", appeal.pk)).status_code == 404


def test_administrators_name_members_by_their_address(visit):
    call = applications.call()
    tomas = visit(person("tomas"))
    told = tomas.post(page("committee", call.pk), {"email": "nobody@example.org"})
    assert "Nobody signs in here" in told.content.decode()
    cast.join("rania")
    tomas.post(page("committee", call.pk), {"email": "Rania@example.org", "is_chair": "on"})
    shown = visit(person("rania")).get(page("committee", call.pk)).content.decode()
    assert "chair" in shown
    assert visit(person("rania")).post(page("committee", call.pk), {}).status_code == 403


def test_reminders_come_before_the_day_and_every_week_after_it(
    mailoutbox, django_capture_on_commit_callbacks
):
    row = making.condition()
    told = [tasks.remind(row.pk, row.due_on - datetime.timedelta(days=d)) for d in (20, 14, 3, 0)]
    assert told[0] == 0
    assert all(told[1:])
    late = [tasks.remind(row.pk, row.due_on + datetime.timedelta(days=d)) for d in (1, 2, 8)]
    assert late[0] > told[1]  # the fund is told, too
    assert (late[1], bool(late[2])) == (0, True)
    making.handed_in(row)
    assert tasks.remind_of_conditions() == 0


def test_lists_ask_as_often_for_one_row_as_for_eleven(visit):
    condition = making.condition()
    client, names = visit(person("tomas")), ("list", "conditions")
    before = [_queries(client, name) for name in names]
    decision, tomas = condition.decision, cast.join("tomas")
    same = {"application": decision.application, "submission": decision.submission}
    for number in range(2, 12):
        Condition.objects.create(
            decision=decision, number=number, words="Another.", due_on=condition.due_on, ties="date"
        )
        on = Ballot.objects.create(**same, kind="reject", status="carried", opened_by=tomas)
        Decision.objects.create(**same, ballot=on, kind="reject", decided_by=tomas)
    assert [_queries(client, name) for name in names] == before
    assert client.get(page("list")).content.decode().count("<tr>") == 12


def _queries(client, name, *about):
    """Ask twice, and count the second time: the header remembers its figures for a moment."""
    client.get(page(name, *about))
    with CaptureQueriesContext(connection) as asked:
        client.get(page(name, *about))
    return len(asked)


def test_the_ranking_asks_as_often_for_one_row_as_for_many(visit):
    first = making.ready(money=0)
    client = visit(person("tomas"))
    before = _queries(client, "ranking", first.call_id)
    for number in range(2):
        row = applications.reviewed(call_=first.call, title=f"Number {number}")
        scored(row, 50 + number, actor="tomas")
    assert Application.objects.count() == 3
    assert _queries(client, "ranking", first.call_id) == before
