"""Organisations are kept by the secretariat in the admin."""

import pytest
from django.core.management import call_command

from accounts.models import Organisation
from tests.accounts import making

LIST = "/cms/snippets/accounts/organisation/"
NEW = {"name": "Uganda", "kind": "state", "country_code": "UGA", "receives_assistance": "on"}


@pytest.fixture
def admin(sofia, visit):
    call_command("prepare_site", verbosity=0)
    return visit(sofia)


def test_the_secretariat_adds_an_organisation_and_may_invite_for_it(admin):
    admin.post(f"{LIST}add/", NEW)
    uganda = Organisation.objects.get(name="Uganda")
    assert admin.get(f"/people/organisations/{uganda.pk}/invite/").status_code == 200
    assert "Uganda" in admin.get(LIST).text


def test_a_state_without_its_country_is_refused_with_a_message(admin):
    page = admin.post(f"{LIST}add/", {**NEW, "country_code": ""})
    assert page.status_code == 200
    assert not Organisation.objects.filter(name="Uganda").exists()


def test_nobody_else_touches_organisations(admin, visit, amina, dina):
    for person in (amina, dina):
        assert visit(person).post(f"{LIST}add/", NEW).status_code in {302, 403}
    assert not Organisation.objects.filter(name="Uganda").exists()


def test_an_organisation_is_not_deleted(admin, amina):
    kenya = making.organisation()
    admin.post(f"{LIST}delete/{kenya.pk}/")
    assert Organisation.objects.filter(pk=kenya.pk).exists()
