"""Writing a request on the page: saving, mistakes, saving in passing, checking, submitting."""

import pytest

from matchmaking.needs import services
from matchmaking.needs.models import Need
from tests.needs import making
from tests.needs.making import page, posted

pytestmark = pytest.mark.django_db


def test_a_title_is_enough_to_begin(visit, amina):
    client = visit(amina)
    answers = {"title": "Safes", "language": "fr", "organisation": making.kenya().pk}
    answer = client.post(page("create"), answers)
    need = Need.objects.get()
    assert answer.url == page("edit", need)
    assert (need.title, need.language, need.created_by) == ("Safes", "fr", amina)


def test_nobody_begins_a_request_for_a_state_that_is_not_theirs(visit, amina, boris):
    bulgaria = boris.memberships.get().organisation
    answer = visit(amina).post(
        page("create"), {"title": "x", "language": "en", "organisation": bulgaria.pk}
    )
    assert "organisation" in answer.context["form"].errors
    assert not Need.objects.exists()


def test_saving_the_form_changes_what_was_changed(visit, amina):
    need = making.draft()
    answers = posted(
        need, title="Better title", **{"lines-1-kind": "EQP.SAFE", "lines-1-cost": "500"}
    )
    answer = visit(amina).post(page("edit", need), answers)
    assert answer.url == page("detail", need)
    need.refresh_from_db()
    assert need.title == "Better title"
    assert [(x.kind_id, x.cost_minor) for x in need.lines.order_by("position")] == [
        ("EQP.MARK", None),
        ("EQP.SAFE", 50_000),
    ]


def test_the_form_as_shown_saves_back_unchanged(visit, amina):
    need = making.draft(
        bodies_consulted=["AU"],
        working_languages=["en", "sw"],
        proposal_developed=False,
        rank=2,
        is_first_stage_only=True,
        lines=[making.line(cost_minor=1_050, description="Dot-peen"), making.line(unit="set")],
    )
    client = visit(amina)
    editor = client.get(page("edit", need)).context["editor"]
    shown = {field.html_name: field.value() for field in editor.form}
    for row in (editor.lines.management_form, *editor.lines):
        shown |= {field.html_name: field.value() for field in row}
    shown = {k: v for k, v in shown.items() if v not in (None, False, "")} | {
        "version": need.version
    }
    assert client.post(page("edit", need), shown).status_code == 302
    history = client.get(page("detail", need)).context["history"]
    assert [str(entry.verb) for entry in history] == ["created"]


@pytest.mark.parametrize(
    ("answers", "field", "message"),
    [
        ({"ends_on": "soon"}, "ends_on", "Enter a valid date."),
        ({"ends_on": "2020-01-01", "starts_on": "2021-01-01"}, "ends_on", "before the first"),
        ({"budget": "-5"}, "budget", "greater than or equal to 0"),
        ({"budget": "many"}, "budget", "Enter a number."),
        ({"currency": ""}, "currency", "Choose the currency"),
        ({"currency": "XXX"}, "currency", "not one of the available choices"),
        ({"themes": ["NONE"]}, "themes", "not one of the available choices"),
        ({"title": "x" * 201}, "title", "at most 200 characters"),
        ({"working_languages": ["xx"]}, "working_languages", "not one of the available"),
        ({"rank": "99999999"}, "rank", "less than or equal to"),
    ],
)
def test_a_bad_answer_is_named_beside_its_field_and_nothing_typed_is_lost(
    visit, amina, answers, field, message
):
    need = making.draft()
    typed = {"description": "Typed with great care"} | answers
    answer = visit(amina).post(page("edit", need), posted(need, **typed))
    assert message in str(answer.context["editor"].form.errors[field])
    text = answer.content.decode()
    assert "Typed with great care" in text
    assert f'href="#id_{field}' in text
    need.refresh_from_db()
    assert need.description == "Twelve machines to mark service weapons in all counties."


def test_a_bad_line_is_named_and_the_good_one_kept_in_the_form(visit, amina):
    need = making.draft()
    answers = posted(need, **{"lines-1-description": "What am I?", "lines-1-quantity": "-1"})
    answer = visit(amina).post(page("edit", need), answers)
    errors = answer.context["editor"].lines.errors[1]
    assert set(errors) == {"kind", "quantity"}
    assert "What am I?" in answer.content.decode()


def test_an_emptied_or_ticked_line_is_deleted(visit, amina):
    need = making.draft(lines=[making.line(), making.line(kind_id="EQP.SAFE")])
    first, second = need.lines.order_by("position")
    answers = posted(
        need,
        **{
            "lines-0-kind": "",
            "lines-0-quantity": "",
            "lines-0-unit": "",
            "lines-1-line": second.pk,
            "lines-1-kind": "EQP.SAFE",
            "lines-1-DELETE": "on",
        },
    )
    visit(amina).post(page("edit", need), answers)
    assert not need.lines.exists()
    assert first.pk != second.pk


def test_the_form_offers_one_more_line_without_scripts(visit, amina):
    need = making.draft()
    answer = visit(amina).post(page("edit", need), posted(need, add_line="1", title="Kept"))
    assert len(answer.context["editor"].lines.forms) == 3
    assert "Kept" in answer.content.decode()


def test_a_stale_save_shows_who_was_faster_and_keeps_both_texts(visit, amina, ali):
    need = making.draft()
    answers = posted(need, title="Amina's title")
    services.edit_need(
        need_id=need.pk, version=need.version, actor=ali, fields={"title": "Ali's title"}
    )
    client = visit(amina)
    answer = client.post(page("edit", need), answers)
    text = answer.content.decode()
    assert "Ali changed this request" in text
    assert "Ali&#x27;s title" in text
    assert "Amina&#x27;s title" in text
    again = answers | {"seen": answer.context["seen"], "choice-title": "mine"}
    assert client.post(page("edit", need), again).status_code == 302
    need.refresh_from_db()
    assert need.title == "Amina's title"


def test_autosave_answers_with_the_new_version(visit, amina):
    need = making.draft()
    answers = posted(need, title="Half a ti", **{"lines-1-kind": "EQP.SAFE"})
    answer = visit(amina).post(page("autosave", need), answers)
    need.refresh_from_db()
    assert answer.json()["version"] == need.version
    assert need.title == "Half a ti"


def test_a_new_line_is_written_once_however_often_it_is_saved_in_passing(visit, amina):
    need = making.draft()
    client = visit(amina)
    answers = posted(need, **{"lines-1-kind": "EQP.SAFE"})
    said = client.post(page("autosave", need), answers).json()
    before = list(need.lines.order_by("position").values_list("pk", flat=True))
    assert said["fields"] == {"lines-0-line": str(before[0]), "lines-1-line": str(before[1])}
    filled = {"version": said["version"], **said["fields"], "lines-1-description": "Two doors"}
    again = client.post(page("autosave", need), answers | filled)
    assert again.json()["fields"] == said["fields"]
    after = need.lines.order_by("position").values_list("pk", "description")
    assert list(after) == [(before[0], ""), (before[1], "Two doors")]


def test_an_amount_is_never_left_beside_a_currency_that_is_not_its_own(visit, amina):
    need = making.draft(lines=[making.line(cost_minor=50_000)])
    wrong = {"currency": "", "budget": "", "cofinancing": "", "lines-0-cost": "many"}
    client = visit(amina)
    client.post(page("autosave", need), posted(need, title="Kept", **wrong))
    need.refresh_from_db()
    assert (need.title, need.currency, str(need.budget)) == ("Kept", "USD", "USD 120,000")
    wrong = {"currency": "JPY", "budget": "many", "lines-0-cost": "500"}
    client.post(page("autosave", need), posted(need, **wrong))
    need.refresh_from_db()
    assert (need.currency, need.lines.get().cost_minor) == ("USD", 50_000)


def test_autosave_keeps_what_can_stand_and_says_so(visit, amina):
    need = making.draft()
    answers = posted(need, title="New", ends_on="soon", **{"lines-0-kind": ""})
    said = visit(amina).post(page("autosave", need), answers).json()
    assert "except the answers that cannot stand" in said["message"]
    need.refresh_from_db()
    assert (need.title, need.ends_on, need.version) == ("New", making.NEXT_YEAR, said["version"])
    assert need.lines.get().kind_id == "EQP.MARK"


@pytest.mark.parametrize(
    "answers",
    [
        {"starts_on": "2999-01-01", "ends_on": "soon"},
        {"starts_on": "2999-01-01"},
        {"starts_on": "soon", "ends_on": "2000-01-01"},
        {"budget": "many", "currency": "", "cofinancing": ""},
        {"currency": ""},
    ],
)
def test_autosave_leaves_out_what_would_contradict_the_rest(visit, amina, answers):
    need = making.draft(starts_on=making.NEXT_YEAR)
    typed = posted(need, starts_on=need.starts_on.isoformat(), title="Kept") | answers
    assert visit(amina).post(page("autosave", need), typed).status_code == 200
    need.refresh_from_db()
    assert (need.title, need.starts_on, need.ends_on) == (
        "Kept",
        making.NEXT_YEAR,
        making.NEXT_YEAR,
    )
    assert str(need.budget) == "USD 120,000"


def test_autosave_tells_when_somebody_else_was_faster(visit, amina, ali):
    need = making.draft()
    answers = posted(need, title="Amina's")
    services.edit_need(need_id=need.pk, version=need.version, actor=ali, fields={"title": "Ali's"})
    answer = visit(amina).post(page("autosave", need), answers)
    assert answer.status_code == 409
    assert "Ali changed this request" in answer.json()["message"]
    need.refresh_from_db()
    assert need.title == "Ali's"


def test_the_check_page_lists_what_is_missing_and_offers_no_submit(visit, amina):
    need = making.draft(priority="", ends_on=None)
    text = visit(amina).get(page("check", need)).content.decode()
    assert f"{page('edit', need)}#id_priority" in text
    assert f"{page('edit', need)}#id_ends_on" in text
    assert page("submit", need) not in text


def test_the_focal_point_submits_from_the_check_page_and_a_drafter_cannot(visit, amina, ali):
    need = making.draft()
    assert page("submit", need) not in visit(ali).get(page("check", need)).content.decode()
    client = visit(amina)
    assert page("submit", need) in client.get(page("check", need)).content.decode()
    client.post(page("submit", need), {"version": need.version})
    need.refresh_from_db()
    assert need.status == "submitted"


def test_submitting_an_incomplete_draft_leads_to_what_is_missing(visit, amina):
    need = making.draft(title="")
    answer = visit(amina).post(page("submit", need))
    assert answer.url == page("check", need)
    need.refresh_from_db()
    assert need.status == "draft"


def test_a_draft_is_deleted_by_its_state(visit, amina):
    need = making.draft()
    assert visit(amina).post(page("delete", need)).url == page("mine")
    assert not Need.objects.exists()


def test_the_moderation_queue_shows_the_longest_waiting_first(visit, sofia):
    first, second = making.submitted(title="First"), making.submitted(title="Second")
    making.draft(title="Not yet")
    shown = [need.title for need in visit(sofia).get(page("moderation")).context["records"]]
    assert shown == [first.title, second.title]


def test_my_requests_hold_those_of_my_state_only(visit, amina, boris):
    making.draft(title="Ours")
    making.draft(author=boris, title="Theirs")
    text = visit(amina).get(page("mine")).content.decode()
    assert "Ours" in text
    assert "Theirs" not in text
