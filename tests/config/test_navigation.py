"""The main menu: what each kind of person finds in it."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from config.navigation import navigation_for
from tests import cast
from tests.projects.coordination import making as bodies

pytestmark = pytest.mark.django_db
MONEY = {
    "projects:list",
    "projects:endorsements_asked",
    "applications:list",
    "reviews:mine",
    "administration:desk",
    "payments:projects",
    "payments:contributions",
}


def menu(rf, user, path="/"):
    request = rf.get(path)
    request.user = user
    return navigation_for(request)


def offered(rf, user):
    urls = {entry.url for entry in menu(rf, user)}
    return {name for name in MONEY if reverse(name) in urls}


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("omar", set()),
        ("amina", {"projects:list", "applications:list", "payments:projects"}),
        ("nadia", {"projects:list", "applications:list", "payments:projects"}),
        ("dina", {"projects:list", "payments:contributions"}),
        ("rania", {"projects:list", "reviews:mine"}),
        ("tomas", {"projects:list", "administration:desk"}),
        ("sofia", {"projects:list"}),
    ],
)
def test_people_find_their_part_of_the_way_to_the_money(rf, name, found):
    assert offered(rf, cast.join(name)) == found


@pytest.mark.parametrize(
    ("name", "every_day"),
    [
        ("omar", []),
        ("ida", []),
        ("amina", ["matching:desk"]),
        ("rania", ["matching:desk", "reviews:mine"]),
        ("tomas", ["matching:desk", "administration:desk"]),
        ("sofia", ["matching:desk", "desk:queue"]),
    ],
)
def test_the_rest_of_the_work_of_members_is_folded_away(rf, name, every_day):
    entries = menu(rf, cast.join(name))
    in_the_row = [entry.url for entry in entries if not entry.is_work]
    assert in_the_row[4:-2] == [reverse(name) for name in every_day]
    folded = [entry.url for entry in entries if entry.is_work]
    assert (reverse("progress:lights") in folded) is (name != "omar")
    assert (reverse("introductions:list") in folded) is (name not in ("omar", "ida"))


def test_people_of_a_body_find_what_it_was_asked(rf):
    assert "projects:endorsements_asked" in offered(rf, bodies.officer())


def test_a_visitor_finds_what_is_public(rf):
    assert offered(rf, AnonymousUser()) == set()
    assert reverse("funds:list") in {entry.url for entry in menu(rf, AnonymousUser())}


def test_the_nearest_section_is_marked_and_no_other(rf):
    page = reverse("projects:endorsements_asked")
    marked = [entry for entry in menu(rf, bodies.officer(), page + "7/") if entry.is_current]
    assert [entry.url for entry in marked] == [page]


def test_the_menu_asks_for_memberships_and_nothing_else(rf, amina, django_assert_num_queries):
    with django_assert_num_queries(1):
        menu(rf, amina)
