"""The pages of the matcher as each person sees them."""

import pytest
from django.urls import reverse

from accounts.models import Organisation
from matchmaking.matching import services
from matchmaking.matching.models import Dismissal
from matchmaking.vocabulary.models import Country
from tests.needs import making as need_making
from tests.offers import making as offer_making

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair(db):
    need, offer = need_making.published(), offer_making.published()
    services.match_all()
    return need, offer


def test_a_focal_point_sees_which_offers_fit_and_why(pair, visit, amina):
    page = visit(amina).get(reverse("matching:need", args=[pair[0].pk]))
    assert "Marking machines with training" in page.text
    assert "up to 12 of the 12 asked for" in page.text


def test_a_donor_sees_which_requests_fit(pair, visit, dina):
    page = visit(dina).get(reverse("matching:offer", args=[pair[1].pk]))
    assert "Marking machines for the police" in page.text


@pytest.mark.parametrize(("name", "status"), [("boris", 403), ("dina", 403), ("omar", 403)])
def test_others_do_not_see_the_matches_of_a_request(pair, visit, request, name, status):
    person = request.getfixturevalue(name)
    page = visit(person).get(reverse("matching:need", args=[pair[0].pk]))
    assert page.status_code == status


def test_a_visitor_is_asked_to_sign_in(pair, visit):
    page = visit().get(reverse("matching:need", args=[pair[0].pk]))
    assert page.status_code == 302


def test_the_matches_of_a_draft_are_unknown_to_others(visit, dina):
    need = need_making.draft()
    page = visit(dina).get(reverse("matching:need", args=[need.pk]))
    assert page.status_code == 404


def test_why_is_this_one_not_listed(pair, visit, amina):
    other = offer_making.published(title="Safes for islands", eligible_countries=["FJI"])
    url = reverse("matching:need", args=[pair[0].pk])
    page = visit(amina).get(url, {"other": "islands"})
    link = reverse("matching:pair", args=[pair[0].pk, other.pk])
    assert link in page.text
    answer = visit(amina).get(link)
    assert "Kenya is on none of the lists of the offer." in answer.text


def test_a_search_that_finds_nothing_says_what_to_do(pair, visit, amina):
    url = reverse("matching:need", args=[pair[0].pk])
    page = visit(amina).get(url, {"other": "zzzz"})
    assert "Try one word of the title." in page.text


def test_setting_aside_without_a_reason_asks_for_it(pair, visit, amina):
    need, offer = pair
    url = reverse("matching:dismiss", args=[need.pk, offer.pk])
    page = visit(amina).post(url, {"reason": ""})
    assert "Say why" in page.text
    assert not Dismissal.objects.exists()


def test_setting_aside_and_bringing_back(pair, visit, amina):
    need, offer = pair
    client = visit(amina)
    listing = reverse("matching:need", args=[need.pk])
    url = reverse("matching:dismiss", args=[need.pk, offer.pk])
    page = client.post(url, {"reason": "Too large."}, follow=True)
    assert page.redirect_chain[-1][0] == listing
    assert "1 match set aside" in page.text
    page = client.post(reverse("matching:restore", args=[need.pk, offer.pk]), follow=True)
    assert "set aside" not in page.text.split("<main", 1)[1].replace("Set aside", "")


def test_nobody_is_sent_to_another_site(pair, visit, amina):
    need, offer = pair
    url = reverse("matching:dismiss", args=[need.pk, offer.pk])
    answer = visit(amina).post(url, {"reason": "No.", "next": "https://example.com/"})
    assert answer.url == reverse("matching:need", args=[need.pk])


def test_the_desk_shows_the_best_match_first(pair, visit, sofia, amina, dina, omar):
    for person in (sofia, amina, dina):
        page = visit(person).get(reverse("matching:desk"))
        assert page.status_code == 200
        assert "Marking machines" in page.text
    assert "Nothing to match yet" in visit(omar).get(reverse("matching:desk")).text


def test_a_longer_list_asks_no_more_queries(visit, amina, django_assert_max_num_queries):
    need = need_making.published()
    url = reverse("matching:need", args=[need.pk])
    counts = []
    for size in (1, 10):
        for number in range(size):
            offer_making.published(title=f"Offer {size} {number}")
        services.match_all()
        client = visit(amina)
        client.get(url)
        with django_assert_max_num_queries(25) as captured:
            client.get(url)
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_an_embargo_is_shown_with_the_day_it_was_known(visit, sofia):
    state = Country.objects.filter(embargoes__is_in_force=True).order_by("pk").first()
    place = Organisation.objects.create(name=state.name_en, kind="state", country_code=state.pk)
    need, offer = need_making.published(), offer_making.published()
    type(need).objects.filter(pk=need.pk).update(
        country=state, organisation=place, version=need.version + 1
    )
    services.match_all()
    for url in (
        reverse("matching:need", args=[need.pk]),
        reverse("matching:pair", args=[need.pk, offer.pk]),
    ):
        page = visit(sofia).get(url)
        assert "need clearance" in page.text
        assert "as known on" in page.text
