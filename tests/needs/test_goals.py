"""Goals of a request: picked or in own words, shown, searched, exported, kept in its history."""

import csv
import io

import pytest

from matchmaking.needs import services
from matchmaking.needs.forms import NeedEditor
from matchmaking.needs.models import NeedGoal
from matchmaking.needs.search import documents
from matchmaking.writing.contents import contents
from matchmaking.writing.traces import RecordVersion
from tests.needs import making

pytestmark = pytest.mark.django_db
GOAL = {
    "pk": None,
    "indicator_id": "MRK-2",
    "title": "Police rifles of Mombasa",
    "baseline": "8",
    "target": "60.5",
    "unit": "percent",
    "due_on": "2028-06-30",
}


def with_goals(*goals, need=None):
    need = need or making.draft()
    return services.edit_need(
        need_id=need.pk,
        version=need.version,
        actor=need.created_by,
        fields={"goals": [GOAL | goal for goal in goals]},
    )


def posted_goals(need, **changes):
    goal = need.goals.first()
    said = {
        "goals-TOTAL_FORMS": 2,
        "goals-INITIAL_FORMS": 1,
        "goals-0-line": goal.pk if goal else "",
        "goals-0-indicator": "MRK-2",
        "goals-0-title": "",
        "goals-0-baseline": "8",
        "goals-0-target": "60",
        "goals-0-unit": "",
        "goals-0-due_on": "2028-06-30",
    }
    return making.posted(need, **said | changes)


def test_a_goal_is_written_and_read_back_the_same():
    need = with_goals({})
    goal = need.goals.get()
    assert contents(services.NEED, need)["goals"] == [GOAL | {"pk": goal.pk}]


def test_a_goal_keeps_its_identity_when_another_is_taken_away():
    need = with_goals({}, {"title": "Second"})
    second = need.goals.get(title="Second")
    with_goals({"pk": second.pk, "title": "Second", "target": "70"}, need=need)
    assert list(need.goals.values_list("pk", "target")) == [(second.pk, 70)]


def test_goals_are_left_alone_where_nothing_is_said_of_them():
    need = with_goals({})
    services.edit_need(
        need_id=need.pk, version=need.version, actor=need.created_by, fields={"place": "Kisumu"}
    )
    assert need.goals.count() == 1


def test_goals_are_written_in_the_form_of_the_request(visit, amina):
    need = making.draft()
    answer = visit(amina).post(making.page("edit", need), posted_goals(need))
    assert answer.status_code == 302
    goal = need.goals.get()
    assert (goal.indicator_id, goal.baseline, goal.target) == ("MRK-2", 8, 60)
    assert goal.unit == "percent"


def test_a_goal_in_ones_own_words_needs_no_indicator(visit, amina):
    need = making.draft()
    said = posted_goals(need, **{"goals-0-indicator": "", "goals-0-title": "Fewer thefts"})
    visit(amina).post(making.page("edit", need), said)
    assert str(need.goals.get()) == "Fewer thefts"


def test_figures_without_anything_measured_are_told_beside_the_field(visit, amina):
    need = making.draft()
    said = posted_goals(need, **{"goals-0-indicator": ""})
    page = visit(amina).post(making.page("edit", need), said).content.decode()
    assert "Choose an indicator, or say in your own words." in page
    assert 'value="60"' in page
    assert not NeedGoal.objects.exists()


def test_autosave_gives_a_new_goal_its_number(visit, amina):
    need = making.draft()
    answer = visit(amina).post(making.page("autosave", need), posted_goals(need)).json()
    assert answer["fields"]["goals-0-line"] == str(need.goals.get().pk)


def test_a_form_without_goals_leaves_them_as_they_are(amina):
    need = with_goals({})
    from django.http import QueryDict

    data = QueryDict(mutable=True)
    data.update({k: v for k, v in making.posted(need).items() if not isinstance(v, list)})
    data.setlist("themes", [theme.pk for theme in need.themes.all()])
    editor = NeedEditor(need, data)
    editor.is_valid()
    assert "goals" not in editor.fields


def test_goals_stand_on_the_page_in_the_history_and_in_the_versions(visit, amina):
    need = with_goals({})
    page = visit(amina).get(making.page("detail", need)).content.decode()
    assert "Share of State-held stock uniquely marked" in page
    assert "Police rifles of Mombasa" in page
    assert page.count("60.5") >= 2
    assert RecordVersion.objects.of(need).latest("number").contents["goals"][0]["target"] == "60.5"


def test_goals_are_found_by_the_search_and_stand_in_the_export(visit, dina):
    need = with_goals({})
    services.submit_need(need_id=need.pk, actor=need.created_by)
    (document,) = documents([need.pk])
    assert "Police rifles of Mombasa" in document.text
    from tests import cast

    services.publish_need(need_id=need.pk, actor=cast.join("sofia"))
    answer = visit(dina).get("/needs/export/csv/")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    (row,) = [r for r in csv.DictReader(io.StringIO(text)) if r["Number"] == str(need.pk)]
    assert row["Goals"] == "Police rifles of Mombasa: 8 → 60.5 percent, 2028-06-30"
