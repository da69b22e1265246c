"""What each person meets on the pages of offers."""

import pytest
from django.urls import reverse

from matchmaking.offers import services
from matchmaking.offers.choices import OfferStatus
from matchmaking.offers.models import Offer
from matchmaking.vocabulary.models import Theme
from tests import cast
from tests.offers import making

pytestmark = pytest.mark.django_db

VERBS = ["submit", "publish", "return", "pause", "resume", "withdraw", "delete"]


def page(name, offer=None):
    return reverse(f"offers:{name}", args=[offer.pk] if offer else [])


def posted(offer, **changes):
    """Return what the browser sends when the form is saved without a change."""
    answers = {
        "version": offer.version,
        "title": offer.title,
        "language": offer.language,
        "description": offer.description,
        "themes": [theme.pk for theme in offer.themes.all()],
        "channel": offer.channel,
        "closes_on": offer.closes_on.isoformat() if offer.closes_on else "",
        "delivery_languages": offer.delivery_languages,
        "conditions": offer.conditions,
        "aftercare_training": offer.aftercare_training,
        "aftercare_maintenance": offer.aftercare_maintenance,
        "aftercare_spare_parts": offer.aftercare_spare_parts,
        "value": "120000",
        "currency": offer.currency,
        "lines-TOTAL_FORMS": 2,
        "lines-INITIAL_FORMS": 1,
        "lines-0-line": offer.lines.first().pk,
        "lines-0-kind": "EQP.MARK",
        "lines-0-capacity": "12",
        "lines-0-unit": "item",
    }
    return answers | changes


# --- who may know of it, who may do it --------------------------------------------------------

EVERYONE = ["amina", "boris", "diego", "dina", "elena", "omar", "sofia", "tomas", None]
KNOWS = {
    "draft": {"dina"},
    "submitted": {"dina", "sofia", "elena"},
    "withdrawn": {"dina", "sofia", "elena"},
}


@pytest.mark.parametrize("status", OfferStatus.values)
def test_an_offer_is_a_404_for_those_who_may_not_know_of_it(visit, status):
    offer = making.in_state(status)
    for name in EVERYONE:
        client = visit(cast.join(name) if name else None)
        expected = 200 if name in KNOWS.get(status, EVERYONE) else 404
        assert client.get(page("detail", offer)).status_code == expected, name


@pytest.mark.parametrize("verb", VERBS)
def test_a_verb_is_404_for_strangers_403_for_those_who_only_see_and_never_a_get(visit, verb):
    draft, public = making.draft(), making.published()
    assert visit(cast.join("amina")).post(page(verb, draft)).status_code == 404
    assert visit(cast.join("amina")).post(page(verb, public)).status_code == 403
    assert visit(cast.join("dina")).get(page(verb, draft)).status_code == 405
    sign_in = visit().post(page(verb, draft))
    assert sign_in.status_code == 302
    assert reverse("account_login") in sign_in.url
    assert set(Offer.objects.values_list("status", flat=True)) == {"draft", "published"}


@pytest.mark.parametrize("name", ["edit", "check", "autosave"])
def test_writing_pages_are_for_the_owner(visit, name):
    draft, public = making.draft(), making.published()
    method = "post" if name == "autosave" else "get"
    for person, offer, status in [
        ("dina", draft, 200),
        ("diego", draft, 404),
        ("sofia", draft, 404),
        ("diego", public, 403),
        ("sofia", public, 403),
    ]:
        answers = posted(offer) if method == "post" else {}
        answer = getattr(visit(cast.join(person)), method)(page(name, offer), answers)
        assert answer.status_code == status, person


@pytest.mark.parametrize(
    ("name", "allowed"),
    [
        ("create", {"dina", "diego", "tomas"}),
        ("mine", {"dina", "diego", "tomas", "boris"}),
        ("moderation", {"sofia"}),
    ],
)
def test_working_lists_are_for_those_whose_work_it_is(visit, name, allowed):
    for person in EVERYONE[:-1]:
        status = visit(cast.join(person)).get(page(name)).status_code
        assert status == (200 if person in allowed else 403), person
    assert visit().get(page(name)).status_code == 302


# --- one offer --------------------------------------------------------------------------------


def test_the_page_shows_figures_lines_terms_and_who_may_ask(visit):
    offer = making.published(
        eligible_bodies=["ECOWAS"], excluded_countries=["TGO"], conditions="Report yearly."
    )
    services.reserve_capacity(line_id=offer.lines.get().pk, quantity=3, key="a", actor=None)
    text = visit().get(page("detail", offer)).content.decode()
    for piece in (
        "USD 120,000",
        "3 item",
        "9 item",
        "Report yearly.",
        "Members of ECOWAS, except Togo.",
        "Ghana",
        "Two years by the maker.",
        "Not included.",
        "English, French",
        "Nordic Agency",
    ):
        assert piece in text, piece


def test_after_care_is_not_asked_of_training(visit):
    offer = making.published(
        lines=[making.line(kind_id="TRN.COURSE", unit="course")],
        aftercare_training="",
        aftercare_maintenance="",
        aftercare_spare_parts="",
    )
    assert "After delivery" not in visit().get(page("detail", offer)).content.decode()


def test_an_offer_without_conditions_says_so(visit):
    offer = making.published(conditions="")
    assert "names no conditions" in visit().get(page("detail", offer)).content.decode()


def test_the_buttons_are_the_moves_that_are_open(visit, sofia, dina):
    offer = making.submitted()
    text = visit(sofia).get(page("detail", offer)).content.decode()
    assert page("publish", offer) in text
    assert page("return", offer) in text
    assert page("withdraw", offer) not in text
    assert page("withdraw", offer) in visit(dina).get(page("detail", offer)).content.decode()


@pytest.mark.parametrize(
    ("status", "verb", "target"),
    [
        ("published", "pause", "paused"),
        ("paused", "resume", "published"),
        ("published", "withdraw", "withdrawn"),
    ],
)
def test_the_owner_presses_a_button_and_it_is_done(visit, dina, status, verb, target):
    offer = making.in_state(status)
    answer = visit(dina).post(page(verb, offer), {"version": offer.version})
    assert answer.url == page("detail", offer)
    offer.refresh_from_db()
    assert offer.status == target


def test_the_broker_publishes_and_a_state_then_sees_it(visit, sofia, amina):
    offer = making.submitted()
    visit(sofia).post(page("publish", offer), {"version": offer.version})
    assert visit(amina).get(page("detail", offer)).status_code == 200


def test_sending_back_without_a_reason_says_what_is_missing(visit, sofia):
    offer = making.submitted()
    answer = visit(sofia).post(page("return", offer), {"reason": ""}, follow=True)
    assert "Say why, in a sentence" in answer.content.decode()
    offer.refresh_from_db()
    assert offer.status == "submitted"


def test_an_offer_sent_back_tells_its_owner_why(visit, dina, sofia):
    offer = making.submitted()
    answer = visit(sofia).post(page("return", offer), {"reason": "How many?"})
    assert answer.url == page("moderation")
    client = visit(dina)
    for where in (page("detail", offer), page("edit", offer), page("mine")):
        assert "How many?" in client.get(where).content.decode()


def test_a_button_pressed_on_an_old_page_changes_nothing(visit, sofia):
    offer = making.submitted()
    visit(sofia).post(page("publish", offer), {"version": offer.version - 1}, follow=True)
    offer.refresh_from_db()
    assert offer.status == "submitted"


def test_what_a_person_wrote_is_never_read_as_html(visit):
    offer = making.published(title="<script>x</script>", conditions="<b>pay</b>")
    for address in (page("detail", offer), page("list"), f"{page('list')}?q=script"):
        text = visit().get(address).content.decode()
        assert "<script>x" not in text
        assert "<b>pay" not in text


# --- writing ----------------------------------------------------------------------------------


def test_a_title_is_enough_to_begin(visit, dina):
    answers = {"title": "Safes", "language": "fr", "organisation": making_place(dina)}
    answer = visit(dina).post(page("create"), answers)
    offer = Offer.objects.get()
    assert answer.url == page("edit", offer)
    assert (offer.title, offer.language, offer.created_by) == ("Safes", "fr", dina)


def making_place(person):
    return person.memberships.get().organisation_id


def test_nobody_begins_an_offer_for_an_organisation_that_is_not_theirs(visit, dina, diego):
    answers = {"title": "x", "language": "en", "organisation": making_place(diego)}
    answer = visit(dina).post(page("create"), answers)
    assert "organisation" in answer.context["form"].errors
    assert not Offer.objects.exists()


def test_saving_the_form_changes_what_was_changed(visit, dina):
    offer = making.draft()
    answers = posted(
        offer,
        title="Better title",
        eligible_regions=["014"],
        eligible_groups=["LDC"],
        **{"lines-1-kind": "TRN.COURSE", "lines-1-value": "500"},
    )
    answer = visit(dina).post(page("edit", offer), answers)
    assert answer.url == page("detail", offer)
    offer.refresh_from_db()
    assert (offer.title, offer.eligible_groups) == ("Better title", ["LDC"])
    assert [region.pk for region in offer.eligible_regions.all()] == ["014"]
    lines = [(x.kind_id, x.value_minor, bool(x.unit)) for x in offer.lines.order_by("position")]
    assert lines == [("EQP.MARK", None, True), ("TRN.COURSE", 50_000, True)]


def test_saving_an_unchanged_form_records_nothing(visit, dina):
    offer = making.draft(eligible_countries=["KEN"])
    visit(dina).post(page("edit", offer), posted(offer, eligible_countries=["KEN"]))
    history = visit(dina).get(page("detail", offer)).context["history"]
    assert [str(entry.verb) for entry in history] == ["created"]


def test_a_theme_that_was_retired_stays_with_the_offer_that_named_it(visit, dina):
    offer = making.draft()
    Theme.objects.filter(pk="MRK.02").update(retired_on="2020-01-01")
    form = visit(dina).get(page("edit", offer)).context["editor"].form
    assert form["themes"].value() == ["MRK.02"]
    visit(dina).post(page("edit", offer), posted(offer, title="Kept"))
    assert [theme.pk for theme in offer.themes.all()] == ["MRK.02"]


@pytest.mark.parametrize(
    ("answers", "field", "message"),
    [
        ({"closes_on": "soon"}, "closes_on", "Enter a valid date."),
        ({"closes_on": "2020-01-01", "opens_on": "2021-01-01"}, "closes_on", "before the first"),
        ({"value": "-5"}, "value", "greater than or equal to 0"),
        ({"value": "many"}, "value", "Enter a number."),
        ({"value": "1e30"}, "value", "less than or equal to"),
        ({"currency": ""}, "currency", "Choose the currency"),
        ({"currency": "XXX"}, "currency", "not one of the available choices"),
        ({"themes": ["NONE"]}, "themes", "not one of the available choices"),
        ({"eligible_countries": ["XXX"]}, "eligible_countries", "not one of the available"),
        ({"eligible_groups": ["G77"]}, "eligible_groups", "not one of the available choices"),
        ({"channel": "pigeon"}, "channel", "not one of the available choices"),
        ({"title": "x" * 201}, "title", "at most 200 characters"),
        ({"delivery_languages": ["xx"]}, "delivery_languages", "not one of the available"),
    ],
)
def test_a_bad_answer_is_named_beside_its_field_and_nothing_typed_is_lost(
    visit, dina, answers, field, message
):
    offer = making.draft()
    typed = {"description": "Typed with great care"} | answers
    answer = visit(dina).post(page("edit", offer), posted(offer, **typed))
    assert message in str(answer.context["editor"].form.errors[field])
    text = answer.content.decode()
    assert "Typed with great care" in text
    assert f'href="#id_{field}' in text
    offer.refresh_from_db()
    assert offer.description.startswith("Twelve machines")


def test_a_bad_line_is_named_and_kept_in_the_form(visit, dina):
    offer = making.draft()
    answers = posted(offer, **{"lines-1-description": "What am I?", "lines-1-capacity": "-1"})
    answer = visit(dina).post(page("edit", offer), answers)
    assert set(answer.context["editor"].lines.errors[1]) == {"kind", "capacity"}
    assert "What am I?" in answer.content.decode()


def test_a_line_with_a_value_needs_a_currency(visit, dina):
    offer = making.draft()
    answers = posted(offer, value="", currency="", **{"lines-0-value": "5"})
    answer = visit(dina).post(page("edit", offer), answers)
    assert "Choose the currency" in str(answer.context["editor"].form.errors["currency"])


def test_a_form_that_was_tampered_with_changes_nothing(visit, dina):
    offer = making.draft()
    for broken in ({"lines-TOTAL_FORMS": "many"}, {"lines-0-line": "abc"}, {"version": "first"}):
        answer = visit(dina).post(page("edit", offer), posted(offer, title="Other", **broken))
        assert answer.status_code == 200
    assert Offer.objects.get().title == offer.title


def test_an_emptied_or_ticked_line_is_deleted(visit, dina):
    offer = making.draft(lines=[making.line(), making.line(kind_id="EQP.SAFE")])
    second = offer.lines.get(position=1)
    answers = posted(
        offer,
        **{
            "lines-0-kind": "",
            "lines-0-capacity": "",
            "lines-0-unit": "",
            "lines-1-line": second.pk,
            "lines-1-kind": "EQP.SAFE",
            "lines-1-DELETE": "on",
        },
    )
    visit(dina).post(page("edit", offer), answers)
    assert not offer.lines.exists()


def test_the_form_offers_one_more_line_without_scripts(visit, dina):
    offer = making.draft()
    answer = visit(dina).post(page("edit", offer), posted(offer, add_line="1", title="Kept"))
    assert len(answer.context["editor"].lines.forms) == 3
    assert "Kept" in answer.content.decode()


def test_a_refusal_of_the_ledger_is_shown_in_the_form(visit, dina):
    offer = making.published()
    services.reserve_capacity(line_id=offer.lines.get().pk, quantity=5, key="a", actor=None)
    offer.refresh_from_db()
    answer = visit(dina).post(page("edit", offer), posted(offer, **{"lines-0-capacity": "4"}))
    assert "are committed: offer at least as many" in answer.content.decode()
    assert offer.lines.get().capacity == 12


def test_a_published_offer_cannot_be_made_incomplete(visit, dina):
    offer = making.published()
    answer = visit(dina).post(page("edit", offer), posted(offer, aftercare_training=""))
    assert "aftercare_training" in answer.context["editor"].form.errors
    offer.refresh_from_db()
    assert offer.aftercare_training == "One week for operators."


def test_a_stale_save_shows_who_was_faster_and_keeps_both_texts(visit, dina):
    offer = making.draft()
    answers = posted(offer, title="Second window")
    services.edit_offer(
        offer_id=offer.pk, version=offer.version, actor=dina, fields={"title": "First window"}
    )
    client = visit(dina)
    answer = client.post(page("edit", offer), answers)
    text = answer.content.decode()
    assert "Dina changed this offer" in text
    assert "First window" in text
    assert "Second window" in text
    again = answers | {"seen": answer.context["seen"], "choice-title": "mine"}
    assert client.post(page("edit", offer), again).status_code == 302
    offer.refresh_from_db()
    assert offer.title == "Second window"


def test_autosave_answers_with_the_new_version(visit, dina):
    offer = making.draft()
    answers = posted(offer, title="Half a ti", **{"lines-1-kind": "EQP.SAFE"})
    answer = visit(dina).post(page("autosave", offer), answers)
    offer.refresh_from_db()
    assert answer.json()["version"] == offer.version
    assert offer.title == "Half a ti"
    assert sorted(offer.lines.values_list("kind_id", flat=True)) == ["EQP.MARK", "EQP.SAFE"]


@pytest.mark.parametrize(
    "broken", [{"closes_on": "soon"}, {"value": "many", "currency": ""}, {"lines-0-kind": ""}]
)
def test_autosave_keeps_what_can_stand_and_says_so(visit, dina, broken):
    offer = making.draft()
    said = visit(dina).post(page("autosave", offer), posted(offer, title="New", **broken)).json()
    assert "except the answers that cannot stand" in said["message"]
    offer.refresh_from_db()
    assert (offer.title, offer.version) == ("New", said["version"])
    assert (offer.closes_on, str(offer.value)) == (making.NEXT_YEAR, "USD 120,000")
    assert offer.lines.get().kind_id == "EQP.MARK"


def test_autosave_tells_when_somebody_else_was_faster(visit, dina):
    offer = making.draft()
    answers = posted(offer, title="Second")
    services.edit_offer(
        offer_id=offer.pk, version=offer.version, actor=dina, fields={"title": "First"}
    )
    answer = visit(dina).post(page("autosave", offer), answers)
    assert answer.status_code == 409
    assert "Dina changed this offer" in answer.json()["message"]
    offer.refresh_from_db()
    assert offer.title == "First"


def test_the_check_page_lists_what_is_missing_and_offers_no_submit(visit, dina):
    offer = making.draft(channel="", aftercare_training="", lines=[making.line()])
    text = visit(dina).get(page("check", offer)).content.decode()
    assert f"{page('edit', offer)}#id_channel" in text
    assert f"{page('edit', offer)}#id_aftercare_training" in text
    assert page("submit", offer) not in text


def test_the_owner_submits_from_the_check_page(visit, dina):
    offer = making.draft()
    client = visit(dina)
    assert page("submit", offer) in client.get(page("check", offer)).content.decode()
    client.post(page("submit", offer), {"version": offer.version})
    offer.refresh_from_db()
    assert offer.status == "submitted"


def test_submitting_an_incomplete_draft_leads_to_what_is_missing(visit, dina):
    offer = making.draft(title="")
    answer = visit(dina).post(page("submit", offer))
    assert answer.url == page("check", offer)
    offer.refresh_from_db()
    assert offer.status == "draft"


def test_a_draft_is_deleted_by_its_owner(visit, dina):
    offer = making.draft()
    assert visit(dina).post(page("delete", offer)).url == page("mine")
    assert not Offer.objects.exists()


def test_the_moderation_queue_shows_the_longest_waiting_first(visit, sofia):
    first, second = making.submitted(title="First"), making.submitted(title="Second")
    making.draft(title="Not yet")
    shown = [offer.title for offer in visit(sofia).get(page("moderation")).context["records"]]
    assert shown == [first.title, second.title]


def test_my_offers_hold_those_of_my_organisation_only(visit, dina, diego):
    making.draft(title="Ours")
    making.draft(author=diego, title="Theirs")
    text = visit(dina).get(page("mine")).content.decode()
    assert "Ours" in text
    assert "Theirs" not in text


# --- the home page ----------------------------------------------------------------------------


def _home(client):
    waiting = {}
    for task in client.get(reverse("accounts:home")).context["tasks"]:
        waiting.setdefault(str(task.source.label), []).append((task.text, task.url, task.note))
    return waiting


def test_home_shows_the_owner_their_drafts_and_why_one_was_sent_back(visit, dina, sofia):
    offer = making.submitted(title="Ours")
    services.return_offer(offer_id=offer.pk, actor=sofia, reason="How many?")
    making.published()
    waiting = _home(visit(dina))["Answer an offer sent back"]
    assert waiting == [
        ("Ours", page("edit", offer), "The secretariat sent this offer back: How many?")
    ]


def test_home_shows_the_broker_what_waits_and_nobody_else(visit, sofia, elena, amina, omar):
    offer = making.submitted(title="Ours")
    making.draft(title="Not yet")
    waiting = _home(visit(sofia))["Publish an offer"]
    assert waiting == [("Ours", page("detail", offer), "Nordic Agency")]
    for person in (elena, amina, omar):
        assert _home(visit(person)) == {}


def test_a_new_line_is_written_once_however_often_it_is_saved_in_passing(visit, dina):
    offer = making.draft()
    client = visit(dina)
    answers = posted(offer, **{"lines-1-kind": "EQP.SAFE"})
    said = client.post(page("autosave", offer), answers).json()
    before = list(offer.lines.order_by("position").values_list("pk", flat=True))
    assert said["fields"] == {"lines-0-line": str(before[0]), "lines-1-line": str(before[1])}
    filled = {"version": said["version"], **said["fields"], "lines-1-description": "Two doors"}
    again = client.post(page("autosave", offer), answers | filled)
    assert again.json()["fields"] == said["fields"]
    after = offer.lines.order_by("position").values_list("pk", "description")
    assert list(after) == [(before[0], ""), (before[1], "Two doors")]


def test_an_amount_is_never_left_beside_a_currency_that_is_not_its_own(visit, dina):
    offer = making.draft(lines=[making.line(value_minor=50_000)])
    wrong = {"currency": "", "value": "", "lines-0-value": "many"}
    client = visit(dina)
    client.post(page("autosave", offer), posted(offer, title="Kept", **wrong))
    offer.refresh_from_db()
    assert (offer.title, offer.currency, str(offer.value)) == ("Kept", "USD", "USD 120,000")
    wrong = {"currency": "JPY", "value": "many", "lines-0-value": "500"}
    client.post(page("autosave", offer), posted(offer, **wrong))
    offer.refresh_from_db()
    assert (offer.currency, offer.lines.get().value_minor) == ("USD", 50_000)
