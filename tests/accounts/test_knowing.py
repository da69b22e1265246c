"""What somebody may know of is compiled once, and never for longer than it holds."""

import pytest
from django.contrib.auth.models import AnonymousUser

from accounts import services
from accounts.choices import Role
from accounts.knowing import compiled_once
from accounts.models import Organisation, User
from accounts.selectors import organisation_ids
from tests import cast


@pytest.fixture
def asked():
    """Return what was composed: a name for each time."""
    return []


@pytest.fixture
def own_places(asked):
    @compiled_once
    def own_places(user):
        asked.append(str(user))
        return Organisation.objects.filter(pk__in=organisation_ids(user)).values("pk")

    return own_places


def names(ids):
    return {place.name for place in Organisation.objects.filter(pk__in=ids)}


def test_what_is_known_is_composed_once_and_asked_each_time(amina, own_places, asked):
    assert names(own_places(amina)) == names(own_places(amina)) == {"Kenya"}
    assert len(asked) == 1
    Organisation.objects.filter(name="Kenya").update(name="Republic of Kenya")
    assert names(own_places(amina)) == {"Republic of Kenya"}
    assert len(asked) == 1


def test_nothing_known_is_nothing_found(omar, own_places):
    assert names(own_places(omar)) == set()
    others = Organisation.objects.exclude(pk__in=own_places(omar))
    assert others.count() == Organisation.objects.count()


def test_a_new_role_is_known_at_once(amina, own_places):
    assert names(own_places(amina)) == {"Kenya"}
    cast.join("boris")
    place = Organisation.objects.get(name="Bulgaria")
    services.give_role(user=amina, organisation=place, role=Role.VIEWER)
    assert names(own_places(amina)) == {"Bulgaria", "Kenya"}


def test_whoever_is_shut_out_knows_nothing_from_before(amina, own_places):
    assert names(own_places(amina)) == {"Kenya"}
    amina.is_active = False
    assert names(own_places(amina)) == set()


def test_two_people_never_share(amina, boris, own_places):
    assert (names(own_places(amina)), names(own_places(boris))) == ({"Kenya"}, {"Bulgaria"})
    assert names(own_places(User.objects.get(pk=amina.pk))) == {"Kenya"}
    assert names(own_places(AnonymousUser())) == set()
