"""What each person meets on the pages of requests."""

import pytest
from django.urls import reverse

from matchmaking.needs.choices import NeedStatus
from matchmaking.needs.models import Need
from tests import cast
from tests.needs import making
from tests.needs.making import page, posted

pytestmark = pytest.mark.django_db

VERBS = ["submit", "publish", "return", "withdraw", "meet", "delete"]


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


def test_the_exact_site_is_shown_to_its_state_and_the_brokers_only(visit):
    need = making.published()
    for name in EVERYONE:
        client = visit(cast.join(name) if name else None)
        text = client.get(page("detail", need)).content.decode()
        assert (making.SECRET in text) == (name in {"amina", "ali", "vera", "sofia"}), name


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
