import csv
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts import personal_data
from accounts.choices import OrganisationKind, Role
from accounts.models import Organisation
from accounts.services import give_role
from accounts.signals import person_erased, person_left
from matchmaking.following.listings import tidy
from matchmaking.following.models import SavedSearch
from tests.factories import UserFactory
from tests.following.making import again, saved
from tests.needs import making as needs

NEW = "/following/new/"


def agency():
    return Organisation.objects.get(name="Nordic Agency")


@pytest.fixture
def colleague(dina):
    person = UserFactory(full_name="Doris")
    give_role(user=person, organisation=agency(), role=Role.VIEWER)
    return person


def posted(**changes):
    said = {"listing": "needs", "query": "theme=MRK", "name": "Marking", "frequency": "weekly"}
    return said | changes


# --- Saving --------------------------------------------------------------------------------------
@pytest.mark.parametrize("listing", ["needs", "offers"])
def test_a_list_offers_to_save_the_filters_in_force(visit, dina, listing):
    client = visit(dina)
    page = client.get(f"/{listing}/?theme=MRK&priority=high&page=2")
    link = page.text.split(f'href="{NEW}')[1].split('"')[0].replace("&amp;", "&")
    form = client.get(NEW + link)
    assert form.context["listing"].name == listing
    assert "theme=MRK" in form.context["query"]
    assert "page" not in form.context["query"]


def test_a_visitor_signs_in_and_comes_back_to_save(visit, dina):
    answer = visit().get(f"{NEW}?listing=needs&query=theme%3DMRK")
    assert answer.status_code == 302
    assert "next=/following/new/%3Flisting%3Dneeds" in answer.headers["Location"]


def test_the_form_says_what_is_looked_for_and_presumes_no_e_mails(visit, dina):
    page = visit(dina).get(f"{NEW}?listing=needs&query=priority%3Dhigh%26q%3Dracks")
    said = [(str(pill.label), str(pill.value)) for pill in page.context["pills"]]
    assert ("Search", "racks") in said
    assert page.context["form"]["frequency"].value() == "none"
    assert "racks" in page.context["form"]["name"].value()


def test_a_search_is_saved_with_an_explicit_choice_of_e_mails(visit, dina):
    answer = visit(dina).post(NEW, posted(shared_with=agency().pk))
    assert answer.headers["Location"] == "/following/"
    search = SavedSearch.objects.get()
    assert (search.name, search.query, search.frequency) == ("Marking", "theme=MRK", "weekly")
    assert search.shared_with == agency()
    assert search.followed_since


def test_a_search_without_a_choice_is_sent_back_and_nothing_typed_is_lost(visit, dina):
    page = visit(dina).post(NEW, posted(frequency="", name="My words"))
    assert page.context["form"].errors["frequency"]
    assert "My words" in page.text
    assert 'value="theme=MRK"' in page.text
    assert not SavedSearch.objects.exists()


def test_a_name_is_used_once(visit, dina, diego):
    saved(dina)
    saved(diego)
    page = visit(dina).post(NEW, posted())
    assert page.context["form"].errors["name"] == ["You have another search of that name."]


def test_nobody_shares_with_an_organisation_that_is_not_theirs(visit, dina, amina):
    kenya = Organisation.objects.get(kind=OrganisationKind.STATE)
    page = visit(dina).post(NEW, posted(shared_with=kenya.pk))
    assert page.context["form"].errors["shared_with"]


def test_somebody_without_organisation_has_nobody_to_share_with(visit, omar):
    page = visit(omar).get(f"{NEW}?listing=needs")
    assert "shared_with" not in page.context["form"].fields
    visit(omar).post(NEW, posted())
    assert SavedSearch.objects.get().shared_with is None


@pytest.mark.parametrize("listing", ["", "users", "needs' OR 1"])
def test_a_list_that_cannot_be_followed_is_not_found(visit, dina, listing):
    assert visit(dina).get(NEW, {"listing": listing}).status_code == 404


def test_an_endless_address_is_not_kept(visit, dina):
    assert visit(dina).post(NEW, posted(query="q=" + "x" * 5_000)).status_code == 404


def test_the_same_filters_are_kept_in_the_same_way():
    assert tidy("?theme=MRK&page=3&country=&country=KEN") == tidy("country=KEN&theme=MRK")


# --- Sharing, changing, deleting -----------------------------------------------------------------
def test_colleagues_see_what_is_shared_and_open_it_as_themselves(visit, dina, colleague, diego):
    search = saved(dina, shared_with=agency())
    assert visit(colleague).get(f"/following/{search.pk}/").headers["Location"] == (
        "/needs/?theme=MRK"
    )
    text = visit(colleague).get("/following/").text
    assert "by Dina" in text
    assert "Save as mine" in text
    assert visit(diego).get(f"/following/{search.pk}/").status_code == 404


def test_a_colleague_neither_changes_nor_deletes_it(visit, dina, colleague):
    search = saved(dina, shared_with=agency())
    client = visit(colleague)
    assert client.get(reverse("following:edit", args=[search.pk])).status_code == 403
    assert client.post(reverse("following:delete", args=[search.pk])).status_code == 403
    assert again(search)


def test_what_is_not_shared_is_ones_own(visit, dina, colleague):
    search = saved(dina)
    assert visit(colleague).get(f"/following/{search.pk}/").status_code == 404


def test_the_owner_changes_name_and_alerts(visit, dina):
    search = saved(dina)
    said = posted(name="Machines", frequency="none", shared_with="")
    visit(dina).post(f"/following/{search.pk}/edit/", said)
    search = again(search)
    assert (search.name, search.frequency, search.followed_since) == ("Machines", "none", None)
    assert search.query == "theme=MRK"


def test_the_owner_gets_a_link_to_share(visit, dina, settings):
    search = saved(dina)
    page = visit(dina).get(f"/following/{search.pk}/edit/")
    assert page.context["link"] == f"{settings.SITE_URL}/needs/?theme=MRK"


def test_the_owner_deletes_it(visit, dina):
    search = saved(dina)
    visit(dina).post(f"/following/{search.pk}/delete/")
    assert not SavedSearch.objects.exists()


# --- The list ------------------------------------------------------------------------------------
def test_the_list_is_filtered_sorted_and_exported_alike(visit, dina, colleague):
    saved(dina, name="B")
    saved(dina, name="A", frequency="none")
    saved(colleague, name="C", shared_with=agency())
    client, query = visit(dina), "?whose=mine&sort=name"
    page = client.get(f"/following/{query}")
    assert [s.name for s in page.context["results"].rows] == ["A", "B"]
    file = client.get(f"/following/export/csv/{query}")
    rows = list(csv.DictReader(io.StringIO(b"".join(file).decode("utf-8-sig"))))
    assert [row["Name"] for row in rows] == ["A", "B"]
    assert client.get("/following/export/exe/").status_code == 404


def test_the_list_costs_the_same_with_one_and_with_eleven(visit, dina):
    client = visit(dina)
    saved(dina, name="0", shared_with=agency())
    with_one = _queries(client)
    for n in range(1, 11):
        saved(dina, name=str(n), shared_with=agency())
    assert _queries(client) == with_one < 10


def _queries(client):
    with CaptureQueriesContext(connection) as asked:
        client.get("/following/")
    return len(asked)


def test_the_saved_address_finds_what_the_list_found(visit, dina):
    needs.published()
    search = saved(dina, query="theme=MRK&sort=newest")
    page = visit(dina).get(search.address)
    assert page.status_code == 200
    assert page.context["results"].is_filtered


# --- People who go -------------------------------------------------------------------------------
def test_searches_of_somebody_who_left_are_no_longer_shared(dina):
    search = saved(dina, shared_with=agency())
    person_left.send(sender=None, user_id=dina.pk, organisation_id=agency().pk, successor_id=None)
    assert again(search).shared_with is None


def test_searches_of_somebody_who_erased_themselves_are_gone(dina, diego):
    saved(dina)
    saved(diego)
    person_erased.send(sender=None, user_id=dina.pk)
    assert SavedSearch.objects.get().owner == diego


def test_a_person_can_take_their_searches_and_notifications_along(dina):
    saved(dina)
    kept = personal_data.collect(dina)
    assert [row["name"] for row in kept["saved searches"]] == ["Marking"]
    assert kept["notifications"] == kept["choices of e-mail"] == []
