"""The pages of lessons, and the panels on the pages of those who write."""

import csv
import io
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from matchmaking.lessons.models import Lesson, SetAside, TrackRecord
from tests import cast
from tests.evaluation import making as evaluations
from tests.lessons import making
from tests.monitoring import making as monitored
from tests.needs import making as needs
from tests.projects import making as proposals

pytestmark = pytest.mark.django_db
LIST, WORK, NEW = (reverse(f"lessons:{name}") for name in ("list", "work", "create"))


def page_of(lesson, name="detail"):
    return reverse(f"lessons:{name}", args=[lesson.pk])


def text_of(answer):
    assert answer.status_code == 200
    return answer.content.decode()


def test_everybody_finds_a_published_lesson_by_its_words_and_its_tags(visit):
    making.published()
    making.published(title="Un registre bien tenu", language="fr", themes=["GOV.01"], kinds=[])
    making.draft(title="Still a draft")
    client = visit(None)
    everything = text_of(client.get(LIST))
    assert "Train the trainers" in everything
    assert "Un registre" in everything
    assert "Still a draft" not in everything
    for query in ("q=marking+machines", "theme=MRK", "country=UGA", "region=014", "tells=did_not"):
        assert "Train the trainers" in text_of(client.get(f"{LIST}?{query}"))
    marked = text_of(client.get(f"{LIST}?theme=MRK&circumstance=few_staff"))
    assert "Un registre" not in marked
    answer = client.get(f"{reverse('lessons:export', args=['csv'])}?theme=MRK")
    file = b"".join(answer.streaming_content).decode()
    [row] = csv.DictReader(io.StringIO(file.lstrip("\ufeff")))
    assert making.fields()["title"] in row.values()


def test_a_withdrawn_lesson_is_found_no_more(visit, sofia):
    lesson = making.published()
    answer = visit(sofia).post(page_of(lesson, "withdraw"), {"reason": "Out of date."})
    assert answer.url == page_of(lesson)
    assert "Train the trainers" not in text_of(visit(None).get(LIST))
    assert visit(None).get(page_of(lesson)).status_code == 404


def test_an_evaluator_writes_and_a_broker_publishes(visit, elena, sofia):
    client = visit(elena)
    said = making.fields(title="")
    answer = text_of(client.post(NEW, said))
    assert "This field is required." in answer
    assert making.fields()["happened"] in answer
    assert "at least one theme" in text_of(client.post(NEW, making.fields(themes=[], kinds=[])))
    client.post(NEW, making.fields())
    lesson = Lesson.objects.get()
    assert "Train the trainers" in text_of(client.get(WORK))
    assert "Publish the lesson" not in text_of(client.get(page_of(lesson)))
    changed = making.fields(title="Train first") | {"version": lesson.version}
    assert client.post(page_of(lesson, "edit"), changed).url == page_of(lesson)
    stale = text_of(client.post(page_of(lesson, "edit"), changed))
    assert "Train first" in stale
    client = visit(sofia)
    assert "Train first" in text_of(client.get(reverse("notifications:tasks")))
    client.post(page_of(lesson, "publish"), {"version": making.fresh(lesson).version})
    assert "Train first" in text_of(visit(None).get(page_of(lesson)))


def test_a_lesson_begins_with_the_tags_of_what_it_is_drawn_from(visit, sofia):
    place = monitored.undertaking()
    client = visit(sofia)
    page = text_of(client.get(f"{NEW}?undertaking={place.pk}"))
    assert re.search(r'value="EQP.MARK"[^>]* checked', page)
    assert str(place) in page
    client.post(f"{NEW}?undertaking={place.pk}", making.fields())
    lesson = Lesson.objects.get()
    assert lesson.undertaking == place
    client.post(page_of(lesson, "publish"))
    assert client.get(f"{NEW}?undertaking=9999").status_code == 404
    learnt = text_of(client.get(reverse("monitoring:detail", args=[place.pk])))
    assert "Train the trainers" in learnt
    evaluation = evaluations.planned(place)
    beside = text_of(client.get(reverse("evaluation:detail", args=[evaluation.pk])))
    assert f"{NEW}?evaluation={evaluation.pk}" in beside
    # The lesson is everybody's; where it was learnt is not.
    assert str(place) in text_of(client.get(page_of(lesson)))
    assert str(place) not in text_of(visit(None).get(page_of(lesson)))


def test_the_form_of_a_request_shows_lessons_and_setting_one_aside_loses_nothing(visit, amina):
    lesson, need = making.published(), needs.draft()
    client = visit(amina)
    page = text_of(client.get(needs.page("edit", need)))
    assert "What others learnt" in page
    assert "The same kind of assistance" in page
    said = needs.posted(need, title="Changed in the form", lesson=str(lesson.pk))
    answer = client.post(needs.page("edit", need), said)
    assert answer.url == needs.page("edit", need) + "#lessons"
    need.refresh_from_db()
    assert need.title == "Changed in the form"
    panel = reverse("lessons:panel", args=["need", need.pk])
    shown = text_of(client.get(panel))
    assert "Train the trainers" not in shown
    assert "Show 1 lesson again" in shown
    client.post(needs.page("edit", need), needs.posted(need, lesson="all"))
    assert "Train the trainers" in text_of(client.get(panel))


def test_a_proposal_shows_lessons_beside_it_and_where_they_help(visit, amina):
    lesson = making.published(audiences=["implementer"])
    proposal = proposals.begin(amina)
    proposal.needs.add(needs.draft())
    client = visit(amina)
    page, section = (
        reverse("projects:detail", args=[proposal.pk]),
        reverse("projects:section", args=[proposal.pk, "plan"]),
    )
    assert "Not useful here" in text_of(client.get(page))
    shown = text_of(client.get(section))
    assert "Train the trainers" in shown
    assert "Not useful here" not in shown
    aside = reverse("lessons:aside", args=["proposal", proposal.pk])
    assert client.post(aside, {"lesson": lesson.pk}).url == page
    assert "Train the trainers" not in text_of(client.get(section))
    assert SetAside.objects.get().person == amina
    client.post(aside, {"lesson": "all"})
    assert not SetAside.objects.exists()
    assert client.post(reverse("lessons:aside", args=["need", 1])).status_code == 404


def test_track_records_name_nobody_but_ones_own(visit, dina, sofia):
    cast.join("diego")
    for name, mean in (("dina", 0.8), ("diego", 0.4)):
        owner = cast.join(name).memberships.get().organisation
        TrackRecord.objects.create(
            organisation=owner, projects=2, mean=mean, shrunk=0.63, overall=0.6
        )
    address = reverse("lessons:track_records")
    page = text_of(visit(dina).get(address))
    assert "2 evaluated projects: 80 % on average" in page
    assert "Mean of all: 60 %, over the work of 2 organisations." in page
    assert "Southern Agency" not in page
    client = visit(sofia)
    assert "Southern Agency" not in text_of(client.get(address))
    assert "required" in text_of(client.post(address, {"projects": "2"}))
    assert client.post(address, {"projects": "2", "note": "So few yet."}).url == address
    assert "So few yet." in text_of(client.get(address))


@pytest.mark.parametrize("address", [LIST, WORK])
def test_the_lists_ask_no_more_for_more_lessons(visit, sofia, address):
    make = making.published if address == LIST else making.draft
    client = visit(sofia)
    asked = []
    for titles in (["One"], [f"Lesson {number}" for number in range(10)]):
        for title in titles:
            make(title=title)
        text_of(client.get(address))  # what is remembered is there
        with CaptureQueriesContext(connection) as captured:
            text_of(client.get(address))
        asked.append(len(captured))
    assert asked[0] == asked[1]
