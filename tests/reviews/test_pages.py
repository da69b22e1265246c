"""The pages of reviews: asking, writing, reading, comparing, talking, and their files."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from matchmaking.reviews.models import Assignment, Remark, Review, ReviewerProfile
from matchmaking.reviews.selectors import criteria_of
from tests import cast
from tests.applications import making as applications
from tests.reviews import making

pytestmark = pytest.mark.django_db


def page(name, *about):
    return reverse(f"reviews:{name}", args=about)


def text(answer):
    return answer.getvalue().decode() if answer.streaming else answer.content.decode()


def test_an_administrator_finds_and_asks_and_the_reviewer_writes_and_hands_in(visit, rania, hugo):
    application = making.in_review(2)
    call = application.call_id
    tomas = making.person("tomas")
    client = visit(tomas)
    assert application.number in text(client.get(page("proposals", call)))
    due = {"due_on": making.DUE.isoformat()}
    proposed = client.post(page("proposals", call), {**due, "propose": 1}, follow=True)
    assert "languages not known" in text(proposed)
    ids = list(Assignment.objects.values_list("pk", flat=True))
    past = {"due_on": "2020-01-01", "ask": 1, "assignment": ids}
    assert "still to come" in text(client.post(page("proposals", call), past))
    client.post(page("proposals", call), {**due, "ask": 1, "assignment": ids})
    mine = Assignment.objects.get(reviewer=rania)

    client = visit(rania)
    assert "May you review this application?" in text(client.get(page("assignment", mine.pk)))
    assert client.get(page("write", mine.pk)).status_code == 302
    client.post(page("accept", mine.pk), {"version": making.again(mine).version})
    form = text(client.get(page("write", mine.pk)))
    criteria = criteria_of(call)
    assert criteria[0].anchors["2"]["en"] in form.replace("&#x27;", "'")
    first = criteria[0].pk
    typed = {"version": 1, f"value_{first}": "3", f"rationale_{first}": "It does.", "words": "Ok"}
    saved = client.post(page("autosave", mine.pk), typed).json()
    assert saved == {"version": 2}
    stale = client.post(page("autosave", mine.pk), typed | {"words": "Older"})
    assert (stale.status_code, "another window" in stale.json()["message"]) == (409, True)
    shown = text(
        client.post(page("write", mine.pk), typed | {"words": "Typed in the other window"})
    )
    assert "Typed in the other window" in shown  # and can be saved on top
    assert 'name="version" value="2"' in shown
    checked = text(client.get(page("check", mine.pk)))
    assert "say why, in three words at least" in checked
    assert "say why, in three words at least" in text(
        client.get(page("write", mine.pk) + "?missing=1")
    )
    assert client.post(page("check", mine.pk)).status_code == 200
    making.written(making.again(mine), 3)
    handed = client.post(page("check", mine.pk), follow=True)
    assert "Now you read the others" in text(handed)
    assert Review.objects.get(assignment=mine).status == "submitted"
    changed = client.post(page("change", mine.pk), {"change-reason": "I misread."}, follow=True)
    assert "You are changing a review" in text(changed)
    assert "Go on with the change" in text(client.get(page("assignment", mine.pk)))
    client.post(page("keep", mine.pk))
    assert Review.objects.filter(assignment=mine).count() == 1


def test_who_cannot_review_says_so_and_sees_nothing_any_more(visit, rania, tomas):
    declined, conflict = (making.asked(making.in_review(1)) for _turn in range(2))
    client = visit(rania)
    assert "This field is required" in text(client.post(page("decline", declined.pk), {}))
    client.post(page("decline", declined.pk), {"decline-reason": "No time."})
    assert making.again(declined).status == "declined"
    said = {"conflict-ground": "personal", "conflict-words": "My sister leads it."}
    left = client.post(page("leave", conflict.pk), said, follow=True)
    assert conflict.application.number not in text(left)
    assert client.get(page("assignment", conflict.pk)).status_code == 404
    client = visit(tomas)
    shown = text(client.get(page("reviewers", declined.application_id)))
    assert "No time." in shown
    asked = {"reviewer": rania.pk, "due_on": making.DUE.isoformat()}
    refused = text(client.post(page("reviewers", conflict.application_id), asked))
    assert "Select a valid choice" in refused


def test_reviews_side_by_side_talked_about_closed_and_taken_as_a_file(visit, tomas, rania):
    application = making.reviewed(
        making.in_review(3), names=("rania", "hugo", "mei"), points=(4, 4, 1)
    )
    shown = text(visit(tomas).get(page("application", application.pk)))
    assert "stands apart" in shown
    assert "not the rules of any real fund" in shown
    assert "Do not rely on these scores" in shown
    client = visit(rania)
    assert "Write something" in text(client.post(page("say", application.pk), {"text": " "})) or (
        "This field is required" in text(client.post(page("say", application.pk), {"text": " "}))
    )
    client.post(page("say", application.pk), {"text": "Look at annex 2.", "language": "en"})
    assert Remark.objects.get().author == rania
    lines = text(client.get(page("scores", application.pk, "csv")))
    assert lines.count(",Mei,") == len(criteria_of(application.call_id)) + 1
    client = visit(tomas)
    for name in ("compare", "agreement", "call"):
        answer = client.get(page(name, application.call_id))
        assert answer.status_code == 200, name
    chosen = client.get(page("compare", application.call_id), {"application": application.pk})
    assert "66.67" in text(chosen)
    export = text(client.get(page("call_export", application.call_id, "csv")))
    assert "66.67" in export
    client.post(page("close", application.pk))
    assert making.fresh(application).status == "reviewed"
    client.post(page("reopen", application.pk), {"reason": "One more."})
    assert making.fresh(application).status == "eligible"


def test_a_reviewer_says_what_they_read_and_know(visit, rania, tomas, petra):
    typed = {"languages": ["en", "ar"], "themes": ["MRK"], "most_at_once": "2"}
    client = visit(rania)
    wrong = text(client.post(page("profile", rania.pk), typed | {"most_at_once": "0"}))
    assert "greater than or equal to 1" in wrong
    client.post(page("profile", rania.pk), typed)
    profile = ReviewerProfile.objects.get(person=rania)
    assert (profile.languages, profile.most_at_once) == (["ar", "en"], 2)
    people = text(visit(tomas).get(page("people")))
    assert page("profile", rania.pk) in people
    assert visit(tomas).get(page("profile", rania.pk)).status_code == 200
    assert visit(rania).get(page("profile", petra.pk)).status_code == 404


def test_a_reviewer_is_reminded_given_another_day_and_taken_off(visit, tomas):
    assignment = making.asked()
    client = visit(tomas)
    client.post(page("remind", assignment.pk))
    later = making.DUE + datetime.timedelta(days=3)
    client.post(page("move_day", assignment.pk), {"due_on": later.isoformat()})
    assert making.again(assignment).due_on == later
    client.post(page("move_day", assignment.pk), {"due_on": "soon"})
    Assignment.objects.update(due_on=timezone.localdate() - datetime.timedelta(days=1))
    call = assignment.application.call_id
    assert "1 overdue" in text(client.get(page("call", call)))
    for step in ("missing", "waiting", "overdue", "complete"):
        shown = text(client.get(page("call", call), {"step": step}))
        assert (assignment.application.number in shown) == (step != "complete"), step
    client.post(page("take_off", assignment.pk), {"reason": "Too late."})
    assert making.again(assignment).status == "removed"


def test_lists_ask_the_database_as_often_for_one_as_for_eleven(visit, tomas, rania):
    call = applications.call({"reviewers": 1})
    cast.join("hugo")
    first = making.handed_in(making.in_review(call_=call), "rania").assignment.application
    counts = {
        name: [] for name in ("call", "call_export", "compare", "agreement", "mine", "people")
    }

    def count():
        for name, found in counts.items():
            about = [] if name in ("mine", "people") else [call.pk]
            about += ["csv"] if name == "call_export" else []
            client = visit(rania if name == "mine" else tomas)
            with CaptureQueriesContext(connection) as queries:
                text(client.get(page(name, *about)))
            found.append(len(queries))

    count()  # what a process remembers
    for found in counts.values():
        found.clear()
    count()
    for _turn in range(10):
        making.copied(first)
    cast.join("mei")
    count()
    assert {name: found[0] for name, found in counts.items()} == {
        name: found[1] for name, found in counts.items()
    }
