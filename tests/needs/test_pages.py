"""What each person meets on the pages of requests."""

import pytest
from django.urls import reverse

from matchmaking.needs import services
from matchmaking.needs.choices import NeedStatus
from matchmaking.needs.models import Need
from tests import cast
from tests.needs import making

pytestmark = pytest.mark.django_db

VERBS = ["submit", "publish", "return", "withdraw", "meet", "delete"]


def page(name, need=None):
    return reverse(f"needs:{name}", args=[need.pk] if need else [])


def posted(need, **changes):
    """Return what the browser sends when the form is saved without a change."""
    answers = {
        "version": need.version,
        "title": need.title,
        "language": need.language,
        "description": need.description,
        "themes": [theme.pk for theme in need.themes.all()],
        "priority": need.priority,
        "ends_on": need.ends_on.isoformat() if need.ends_on else "",
        "budget": "120000",
        "cofinancing": "20000",
        "currency": need.currency,
        "place": need.place,
        "confidential_place": need.confidential_place,
        "lines-TOTAL_FORMS": 2,
        "lines-INITIAL_FORMS": 1,
        "lines-0-line": need.lines.first().pk,
        "lines-0-kind": "EQP.MARK",
        "lines-0-quantity": "12",
        "lines-0-unit": "item",
    }
    return answers | changes


# --- who may know of it, who may do it --------------------------------------------------------

KNOWS = {
    "draft": {"amina", "ali", "vera"},
    "submitted": {"amina", "ali", "vera", "sofia", "elena"},
    "published": {"amina", "ali", "vera", "boris", "dina", "sofia", "elena", "omar", None},
    "met": {"amina", "ali", "vera", "boris", "dina", "sofia", "elena", "omar", None},
    "expired": {"amina", "ali", "vera", "boris", "dina", "sofia", "elena", "omar", None},
    "withdrawn": {"amina", "ali", "vera", "sofia", "elena"},
}
EVERYONE = [*sorted(KNOWS["published"] - {None}), None]


@pytest.mark.parametrize("status", NeedStatus.values)
def test_a_request_is_a_404_for_those_who_may_not_know_of_it(visit, status):
    need = making.in_state(status)
    for name in EVERYONE:
        client = visit(cast.join(name) if name else None)
        expected = 200 if name in KNOWS[status] else 404
        assert client.get(page("detail", need)).status_code == expected, name


@pytest.mark.parametrize("verb", VERBS)
def test_a_verb_is_404_for_strangers_403_for_those_who_only_see_and_never_a_get(visit, verb):
    draft = making.draft()
    assert visit(cast.join("dina")).post(page(verb, draft)).status_code == 404
    assert visit(cast.join("vera")).post(page(verb, draft)).status_code == 403
    assert visit(cast.join("amina")).get(page(verb, draft)).status_code == 405
    sign_in = visit().post(page(verb, draft))
    assert sign_in.status_code == 302
    assert reverse("account_login") in sign_in.url
    draft.refresh_from_db()
    assert draft.status == "draft"


@pytest.mark.parametrize("name", ["edit", "check", "autosave"])
def test_writing_pages_are_for_those_who_draft(visit, name):
    need = making.draft()
    method = "post" if name == "autosave" else "get"
    expected = {"amina": 200, "ali": 200, "vera": 403, "boris": 404, "dina": 404, "sofia": 404}
    for person, status in expected.items():
        client = visit(cast.join(person))
        need.refresh_from_db()
        answers = posted(need) if method == "post" else {}
        assert getattr(client, method)(page(name, need), answers).status_code == status, person


@pytest.mark.parametrize(
    ("name", "allowed"),
    [
        ("create", {"amina", "ali", "boris"}),
        ("mine", {"amina", "ali", "vera", "boris"}),
        ("moderation", {"sofia"}),
    ],
)
def test_working_lists_are_for_those_whose_work_it_is(visit, name, allowed):
    for person in sorted(KNOWS["published"] - {None}):
        status = visit(cast.join(person)).get(page(name)).status_code
        assert status == (200 if person in allowed else 403), person
    assert visit().get(page(name)).status_code == 302


# --- one request ------------------------------------------------------------------------------


def test_the_page_shows_the_three_figures_and_the_lines(visit, dina):
    need = making.published(institution="Kenya Police Service")
    text = visit(dina).get(page("detail", need)).content.decode()
    for piece in ("USD 120,000", "USD 20,000", "USD 100,000", "Kenya Police Service", "12"):
        assert piece in text


def test_the_exact_site_is_shown_to_its_state_and_the_secretariat_only(visit):
    need = making.published()
    for name in EVERYONE:
        client = visit(cast.join(name) if name else None)
        text = client.get(page("detail", need)).content.decode()
        assert (making.SECRET in text) == (name in {"amina", "ali", "vera", "sofia", "elena"}), name


def test_the_buttons_are_the_moves_that_are_open(visit, sofia, amina):
    need = making.submitted()
    text = visit(sofia).get(page("detail", need)).content.decode()
    assert page("publish", need) in text
    assert page("return", need) in text
    assert page("withdraw", need) not in text
    assert page("withdraw", need) in visit(amina).get(page("detail", need)).content.decode()


def test_the_passage_of_the_report_stands_apart_from_the_text_of_the_state(visit, dina):
    need = making.published()
    Need.objects.filter(pk=need.pk).update(reported_quote="We lack machines.", reported_ref="24.1")
    text = visit(dina).get(page("detail", need)).content.decode()
    assert "As reported" in text
    assert "We lack machines." in text


def test_the_broker_publishes_and_the_donor_then_sees_it(visit, sofia, dina):
    need = making.submitted()
    visit(sofia).post(page("publish", need), {"version": need.version})
    assert visit(dina).get(page("detail", need)).status_code == 200


def test_sending_back_without_a_reason_says_what_is_missing(visit, sofia):
    need = making.submitted()
    answer = visit(sofia).post(page("return", need), {"reason": ""}, follow=True)
    assert "Say why, in a sentence" in answer.content.decode()
    need.refresh_from_db()
    assert need.status == "submitted"


def test_a_request_sent_back_tells_its_state_why(visit, amina, sofia):
    need = making.submitted()
    answer = visit(sofia).post(page("return", need), {"reason": "How many?"})
    assert answer.url == page("moderation")
    client = visit(amina)
    for where in (page("detail", need), page("edit", need), page("mine")):
        assert "How many?" in client.get(where).content.decode()


def test_a_button_pressed_on_an_old_page_changes_nothing(visit, sofia):
    need = making.submitted()
    visit(sofia).post(page("publish", need), {"version": need.version - 1}, follow=True)
    need.refresh_from_db()
    assert need.status == "submitted"


# --- writing ----------------------------------------------------------------------------------


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
    assert answer.context["editor"].form["title"].value() == "Amina's title"
    again = answers | {"version": answer.context["version"]}
    assert client.post(page("edit", need), again).status_code == 302
    need.refresh_from_db()
    assert need.title == "Amina's title"


def test_autosave_answers_with_the_new_version(visit, amina):
    need = making.draft()
    answers = posted(need, title="Half a ti", **{"lines-1-kind": "EQP.SAFE"})
    answer = visit(amina).post(page("autosave", need), answers)
    need.refresh_from_db()
    assert answer.json() == {"version": need.version}
    assert need.title == "Half a ti"
    again = visit(amina).post(page("autosave", need), answers | {"version": need.version})
    assert again.status_code == 200
    assert sorted(need.lines.values_list("kind_id", flat=True)) == ["EQP.MARK", "EQP.SAFE"]


def test_autosave_keeps_what_can_stand_and_says_so(visit, amina):
    need = making.draft()
    answers = posted(need, title="New", ends_on="soon", **{"lines-0-kind": ""})
    said = visit(amina).post(page("autosave", need), answers).json()
    assert "except the answers that cannot stand" in said["message"]
    need.refresh_from_db()
    assert (need.title, need.ends_on, need.version) == ("New", making.NEXT_YEAR, said["version"])
    assert need.lines.get().kind_id == "EQP.MARK"


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
    shown = [need.title for need in visit(sofia).get(page("moderation")).context["needs"]]
    assert shown == [first.title, second.title]


def test_my_requests_hold_those_of_my_state_only(visit, amina, boris):
    making.draft(title="Ours")
    making.draft(author=boris, title="Theirs")
    text = visit(amina).get(page("mine")).content.decode()
    assert "Ours" in text
    assert "Theirs" not in text
