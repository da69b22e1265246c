import pytest

from accounts import services
from accounts.choices import OrganisationKind, Role
from accounts.models import Membership, Organisation
from accounts.notifications import inbox
from tests.factories import OrganisationFactory


@pytest.fixture
def two_hats(boris):
    """Boris speaks for his State and, as programme officer, for its donor agency."""
    agency = OrganisationFactory(name="Sofia Agency")
    services.give_role(user=boris, organisation=agency, role=Role.PROGRAMME_OFFICER)
    return boris


def organisation(name):
    return Organisation.objects.get(name=name)


# --- Home ----------------------------------------------------------------------------------------
def test_home_tells_for_whom_a_person_speaks(visit, two_hats):
    text = visit(two_hats).get("/me/").text
    assert "Bulgaria" in text
    assert "Focal point · State" in text
    assert "Sofia Agency" in text
    assert "Programme officer · Donor agency" in text


def test_home_tells_somebody_without_a_role_what_to_do(visit, omar):
    assert "You do not speak for an organisation yet." in visit(omar).get("/me/").text


def test_a_role_that_ended_is_not_shown(visit, amina):
    services.end_role(membership=Membership.objects.get(user=amina))
    assert "Kenya" not in visit(amina).get("/me/").text


def test_home_costs_the_same_with_one_role_and_with_six(
    visit, amina, django_assert_max_num_queries
):
    for _n in range(5):
        services.give_role(user=amina, organisation=OrganisationFactory(), role=Role.VIEWER)
    client = visit(amina)
    # session, person, memberships, holders, the two counts, and one for each kind of task
    with django_assert_max_num_queries(9 + len(inbox.all_sources())):
        client.get("/me/")


# --- Acting for an organisation ------------------------------------------------------------------
def test_a_person_with_one_organisation_acts_for_it_without_choosing(visit, amina):
    page = visit(amina).get("/me/")
    assert page.context["acting_organisation"].name == "Kenya"
    assert "switcher" not in page.text


def test_a_person_with_two_chooses_and_the_choice_stays(visit, two_hats):
    client = visit(two_hats)
    assert client.get("/me/").context["acting_organisation"] is None
    agency = organisation("Sofia Agency")
    answer = client.post("/me/organisation/", {"organisation": agency.pk, "next": "/me/profile/"})
    assert answer.headers["Location"] == "/me/profile/"
    page = client.get("/me/profile/")
    assert page.context["acting_organisation"] == agency
    assert "You now act for Sofia Agency." in page.text


def test_nobody_acts_for_an_organisation_that_is_not_theirs(visit, two_hats, amina):
    client = visit(two_hats)
    kenya = organisation("Kenya")
    assert client.post("/me/organisation/", {"organisation": kenya.pk}).status_code == 404
    assert client.get("/me/").context["acting_organisation"] is None


@pytest.mark.parametrize("text", ["", "x", "-1", "9" * 40, "²"])
def test_a_nonsense_organisation_is_not_found(visit, two_hats, text):
    assert visit(two_hats).post("/me/organisation/", {"organisation": text}).status_code == 404


def test_the_choice_ends_with_the_role(visit, two_hats):
    client = visit(two_hats)
    agency = organisation("Sofia Agency")
    client.post("/me/organisation/", {"organisation": agency.pk})
    services.end_role(membership=Membership.objects.get(user=two_hats, organisation=agency))
    assert client.get("/me/").context["acting_organisation"].name == "Bulgaria"


def test_switching_leads_to_no_other_site(visit, two_hats):
    sent = {"organisation": organisation("Bulgaria").pk, "next": "https://evil.example/"}
    assert visit(two_hats).post("/me/organisation/", sent).headers["Location"] == "/me/"


def test_switching_takes_a_post(visit, two_hats):
    assert visit(two_hats).get("/me/organisation/").status_code == 405


# --- Profile -------------------------------------------------------------------------------------
def test_a_person_changes_name_and_language(visit, amina):
    answer = visit(amina).post("/me/profile/", {"full_name": "Amina Otieno", "language": "fr"})
    assert answer.headers["Location"] == "/fr/me/profile/"
    amina.refresh_from_db()
    assert (amina.full_name, amina.language) == ("Amina Otieno", "fr")


def test_a_profile_without_a_name_is_sent_back_with_a_summary(visit, amina):
    page = visit(amina).post("/me/profile/", {"full_name": " ", "language": ""})
    assert '<a href="#id_full_name">' in page.text
    amina.refresh_from_db()
    assert amina.full_name == "Amina"


def test_a_language_the_site_does_not_speak_is_refused(visit, amina):
    page = visit(amina).post("/me/profile/", {"full_name": "Amina", "language": "tlh"})
    assert '<a href="#id_language">' in page.text


def test_nobody_makes_themselves_staff_through_the_profile(visit, omar):
    sent = {"full_name": "Omar", "language": "", "is_staff": "on", "is_superuser": "on"}
    visit(omar).post("/me/profile/", sent)
    omar.refresh_from_db()
    assert not omar.is_staff
    assert not omar.is_superuser


# --- The header by role --------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("name", "word"), [("sofia", "Matching"), ("amina", "My matches"), ("dina", "My matches")]
)
def test_the_menu_names_matching_as_the_person_sees_it(visit, request, name, word):
    page = visit(request.getfixturevalue(name)).get("/me/profile/")
    assert word in [entry.label for entry in page.context["navigation"]]


def test_somebody_without_a_role_is_offered_no_matches(visit, omar):
    page = visit(omar).get("/me/profile/")
    assert not [e for e in page.context["navigation"] if "/matching/" in e.url]


# --- Roles ---------------------------------------------------------------------------------------
@pytest.mark.parametrize("kind", OrganisationKind.values)
def test_every_kind_of_organisation_has_roles_to_give(kind):
    from accounts.choices import ROLES_BY_KIND

    assert ROLES_BY_KIND[kind]
    assert set(ROLES_BY_KIND[kind]) <= set(Role.values)


def test_every_role_exists_somewhere():
    from accounts.choices import ROLES_BY_KIND

    assert {role for roles in ROLES_BY_KIND.values() for role in roles} == set(Role.values)
