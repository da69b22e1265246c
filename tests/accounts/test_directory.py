import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts import audit, services
from accounts.choices import OrganisationKind
from accounts.models import ContactPoint
from tests.accounts import making
from tests.factories import OrganisationFactory

PERSONAL = ["Wanjiru Kamau", "wanjiru@example.org", "+254 20 123456"]
FIELDS = {
    "office": "Focal Point on Small Arms",
    "person": PERSONAL[0],
    "email": PERSONAL[1],
    "phone": PERSONAL[2],
}


@pytest.fixture
def contact(amina):
    return services.edit_contact(
        organisation_id=making.organisation().pk, actor=amina, version=0, fields=FIELDS
    )


def everything(client, query=""):
    """Return the page and all files of it as one text."""
    files = [client.get(f"/people/contacts/export/{f}/{query}") for f in ("csv", "json")]
    sent = b"".join(b"".join(answer) for answer in files).decode()
    return client.get(f"/people/contacts/{query}").text + sent


# --- Who sees what ----------------
def test_a_visitor_sees_the_office_and_nothing_of_the_person(visit, contact):
    text = everything(visit(None))
    assert "Focal Point on Small Arms" in text
    assert not [word for word in PERSONAL if word in text]


def test_an_account_without_a_role_sees_no_more_than_a_visitor(visit, contact, omar):
    text = everything(visit(omar))
    assert "Focal Point on Small Arms" in text
    assert not [word for word in PERSONAL if word in text]


@pytest.mark.parametrize("name", ["boris", "dina", "vera", "sofia"])
def test_a_member_sees_the_person_on_the_page_and_in_the_file(visit, contact, request, name):
    text = everything(visit(request.getfixturevalue(name)))
    assert all(word in text for word in PERSONAL)


@pytest.mark.parametrize("word", ["Wanjiru", "wanjiru@", "KAMAU"])
def test_a_visitor_does_not_find_out_by_searching(visit, contact, boris, word):
    hidden = visit(None).get(f"/people/contacts/?q={word}").context["results"]
    assert hidden.total == 0
    assert visit(boris).get(f"/people/contacts/?q={word}").context["results"].total == 1


def test_a_visitor_is_not_told_which_state_has_no_focal_point(visit, contact, amina, boris):
    services.end_role(membership=making.role_of("amina"))
    assert "without focal point" not in everything(visit(None), "?focal_point=no")
    assert visit(None).get("/people/contacts/?focal_point=no").context["results"].total == 2
    shown = visit(boris).get("/people/contacts/?focal_point=no").context["results"].rows
    assert [row.name for row in shown] == ["Kenya"]


def test_a_spreadsheet_is_made_with_the_columns_of_the_reader(visit, contact, boris):
    assert b"".join(visit(None).get("/people/contacts/export/xlsx/")).startswith(b"PK")
    assert visit(None).get("/people/contacts/export/exe/").status_code == 404
    heading = b"".join(visit(None).get("/people/contacts/export/csv/")).decode().splitlines()[0]
    assert heading.lstrip("\ufeff") == "State,Code,Office"


def test_a_telephone_number_is_no_formula(visit, contact, boris):
    sent = b"".join(visit(boris).get("/people/contacts/export/csv/")).decode()
    assert "'+254" in sent


# --- Filter, sort, cost ----------------
def test_the_directory_filters_and_sorts(visit, contact, boris):
    client = visit(boris)
    rows = client.get("/people/contacts/").context["results"].rows
    assert [row.name for row in rows] == ["Bulgaria", "Kenya"]
    rows = client.get("/people/contacts/?sort=changed").context["results"].rows
    assert [row.name for row in rows] == ["Kenya", "Bulgaria"]
    rows = client.get("/people/contacts/?q=small+arms").context["results"].rows
    assert [row.name for row in rows] == ["Kenya"]


def test_only_states_are_listed(visit, contact, dina):
    rows = visit(dina).get("/people/contacts/").context["results"].rows
    assert [row.name for row in rows] == ["Kenya"]


@pytest.mark.parametrize("query", ["?page=x", "?page=99999999999", "?sort=password", "?q=%00"])
def test_nonsense_in_the_address_does_no_harm(visit, contact, query):
    assert visit(None).get(f"/people/contacts/{query}").status_code == 200


@pytest.mark.parametrize("name", [None, "boris", "sofia"])
def test_the_directory_costs_the_same_with_one_and_with_eleven_states(
    visit, contact, request, name, django_assert_num_queries
):
    client = visit(name and request.getfixturevalue(name))
    client.get("/people/contacts/")
    with CaptureQueriesContext(connection) as one:
        client.get("/people/contacts/")
    for n in range(10):
        state = OrganisationFactory(kind=OrganisationKind.STATE, country_code=f"X{n:02}")
        ContactPoint.objects.create(organisation=state, **FIELDS)
    with django_assert_num_queries(len(one)):
        client.get("/people/contacts/")


# --- Editing ----------------
def edit(client, **changes):
    kenya = making.organisation().pk
    return client.post(f"/people/contacts/{kenya}/edit/", {**FIELDS, "version": 0, **changes})


def test_the_focal_point_keeps_the_point_of_contact(visit, amina):
    assert edit(visit(amina)).status_code == 302
    assert ContactPoint.objects.get().person == PERSONAL[0]
    page = visit(amina).get(f"/people/contacts/{making.organisation().pk}/edit/")
    assert PERSONAL[1] in page.text


def test_the_secretariat_may_as_well(visit, amina, sofia):
    assert edit(visit(sofia)).status_code == 302


def test_a_stale_page_does_not_overwrite_and_loses_nothing(visit, contact, amina):
    edit(visit(amina), version=contact.version, office="First")
    page = edit(visit(amina), version=contact.version, office="Second")
    assert "Somebody else changed this record" in page.text
    assert 'value="Second"' in page.text
    assert ContactPoint.objects.get().office == "First"


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"office": ""}, "office"),
        ({"email": "nonsense"}, "email"),
        ({"office": "x" * 201}, "office"),
    ],
)
def test_a_faulty_entry_is_sent_back_beside_its_field(visit, amina, changed, field):
    page = edit(visit(amina), **changed)
    assert f'<a href="#id_{field}">' in page.text
    assert not ContactPoint.objects.exists()


@pytest.mark.parametrize("version", ["", "x", "-1", "7"])
def test_a_forged_version_saves_nothing(visit, amina, version):
    assert edit(visit(amina), version=version).status_code == 200
    assert not ContactPoint.objects.exists()


def test_the_history_names_the_office_but_no_person(contact, amina):
    [entry] = audit.history(making.organisation())
    assert entry.who == "Amina"
    assert entry.changes["office"] == ("", "Focal Point on Small Arms")
    assert not [word for word in PERSONAL if word in str(entry)]
    assert set(entry.changes) == {"office", "person", "email", "phone"}
