"""Policies and selectors of people."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError

from accounts import policies, selectors, services
from accounts.choices import OrganisationKind, Role
from accounts.models import Membership, Organisation, User
from tests.factories import OrganisationFactory, UserFactory


def test_a_member_belongs_and_holds_her_role_only(amina):
    kenya = Organisation.objects.get(name="Kenya")
    assert policies.belongs_to(amina, kenya.pk)
    assert policies.holds(amina, kenya.pk, Role.FOCAL_POINT)
    assert policies.holds(amina, kenya.pk, Role.VIEWER, Role.FOCAL_POINT)
    assert not policies.holds(amina, kenya.pk, Role.DRAFTER)


def test_a_stranger_belongs_nowhere(boris, amina):
    kenya = Organisation.objects.get(name="Kenya")
    assert not policies.belongs_to(boris, kenya.pk)
    assert not policies.belongs_to(AnonymousUser(), kenya.pk)


@pytest.mark.parametrize(
    ("name", "works_there", "brokers"),
    [
        ("sofia", True, True),
        ("elena", True, False),
        ("amina", False, False),
        ("omar", False, False),
    ],
)
def test_the_secretariat_and_its_brokers_are_known(request, name, works_there, brokers):
    person = request.getfixturevalue(name)
    assert policies.is_secretariat(person) is works_there
    assert policies.is_broker(person) is brokers


def test_somebody_whose_account_is_closed_speaks_for_nobody(amina):
    amina.is_active = False
    assert selectors.memberships_of(amina) == ()


def test_memberships_are_read_once(amina, django_assert_num_queries):
    with django_assert_num_queries(1):
        selectors.memberships_of(amina)
        selectors.organisation_ids(amina)
        policies.is_secretariat(amina)


@pytest.mark.parametrize(
    ("name", "has", "has_not"),
    [
        ("omar", {"public"}, {"members", "secretariat"}),
        ("amina", {"public", "members"}, {"secretariat"}),
        ("sofia", {"public", "members", "secretariat"}, set()),
    ],
)
def test_visibility_grows_with_the_role(request, name, has, has_not):
    codes = selectors.visibility_codes(request.getfixturevalue(name))
    assert has <= codes
    assert not has_not & codes


def test_a_member_sees_what_belongs_to_her_organisation_only(amina, boris):
    kenya = Organisation.objects.get(name="Kenya")
    assert f"org:{kenya.pk}" in selectors.visibility_codes(amina)
    assert f"org:{kenya.pk}" not in selectors.visibility_codes(boris)


def test_a_role_given_twice_is_one_role_and_an_ended_one_comes_back(amina):
    kenya = Organisation.objects.get(name="Kenya")
    membership = Membership.objects.get(user=amina)
    services.end_role(membership=membership)
    assert selectors.memberships_of(User.objects.get(pk=amina.pk)) == ()
    services.give_role(user=amina, organisation=kenya, role=Role.FOCAL_POINT)
    assert Membership.objects.filter(user=amina).count() == 1
    assert selectors.memberships_of(User.objects.get(pk=amina.pk)) != ()


def test_the_secretariats_group_comes_and_goes_with_the_role(sofia):
    assert sofia.groups.filter(name=services.SECRETARIAT_GROUP).exists()
    services.end_role(membership=Membership.objects.get(user=sofia))
    assert not sofia.groups.exists()


def test_a_state_must_name_its_country(db):
    with pytest.raises(IntegrityError):
        OrganisationFactory(kind=OrganisationKind.STATE, country_code="")


def test_e_mail_addresses_are_kept_in_small_letters(db):
    person = User.objects.create_user("Nadia@Example.ORG", "x")
    assert person.email == "nadia@example.org"
    assert User.objects.get_by_natural_key("NADIA@example.org") == person


def test_a_person_without_a_name_is_greeted_by_e_mail(db):
    assert str(UserFactory(full_name="", email="n@example.org")) == "n@example.org"
