import re

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cms import selectors
from cms.blocks import LinkBlock
from tests.needs import making as needs
from tests.offers import making as offers

pytestmark = pytest.mark.django_db


def _figures(user):
    items = selectors.figures_of_needs(user) + selectors.figures_of_offers(user)
    return {str(item["label"]): str(item["value"]) for item in items}


@pytest.mark.parametrize("person", [None, "amina", "dina", "sofia", "omar"])
def test_the_home_page_greets_everyone(home, visit, request, person):
    user = request.getfixturevalue(person) if person else None
    page = visit(user).get("/")
    assert page.status_code == 200
    text = page.content.decode()
    assert text.count("<h1") == 1
    for words in ("For States that seek assistance", "For donors and implementers", "Guidance"):
        assert words in text
    assert "No request is open at the moment" in text


def test_the_home_page_shows_the_newest_requests_and_offers(home, client):
    need, offer = needs.published(), offers.published()
    text = client.get("/").content.decode()
    assert f"/needs/{need.pk}/" in text
    assert need.title in text
    assert f"/offers/{offer.pk}/" in text
    assert "Nordic Agency" in text


def test_the_home_page_never_shows_what_a_visitor_may_not_know_of(home, client):
    needs.draft(title="A draft of Kenya")
    needs.submitted(title="Waiting for the secretariat")
    needs.published(title="Open to all")
    offers.draft(title="A draft of the agency")
    text = client.get("/").content.decode()
    assert "Open to all" in text
    for hidden in ("A draft of Kenya", "Waiting for the secretariat", "A draft of the agency"):
        assert hidden not in text
    assert needs.SECRET not in text


def test_key_figures_count_only_what_is_published(home, sofia):
    visitor = AnonymousUser()
    assert _figures(visitor)["Open requests"] == "0"
    needs.draft()
    needs.submitted()
    needs.published(budget_minor=10_000_000)
    offers.submitted()
    for reader in (visitor, sofia):
        figures = _figures(reader)
        assert figures["Open requests"] == "1"
        assert figures["States asking"] == "1"
        assert re.sub(r"\D", "", figures["Asked for"]) == "100000"
        assert figures["Open offers"] == "0"


def test_the_home_page_keeps_the_readers_language_and_direction(home, client):
    needs.published()
    text = client.get("/ar/").content.decode()
    assert re.search(r'<html lang="ar" dir="rtl"', text)
    # What an editor wrote in English is read, and aligned, as English.
    assert re.search(r'<div lang="en" dir="ltr">\s*<header class="hero">', text)
    assert "/ar/needs/" in text
    assert "كينيا" in text


def test_the_home_page_asks_as_much_for_many_records_as_for_few(home, client):
    needs.published()
    offers.published()
    client.get("/")
    with CaptureQueriesContext(connection) as few:
        client.get("/")
    for number in range(3):
        needs.published(title=f"Request {number}")
        offers.published(title=f"Offer {number}")
    with CaptureQueriesContext(connection) as many:
        client.get("/")
    assert len(many) == len(few)


def test_a_link_names_one_target():
    block = LinkBlock()
    both = block.to_python({"label": "There", "place": "needs:list", "page": None})
    assert block.clean(both).url == "/needs/"
    neither = block.to_python({"label": "There", "place": "", "page": None})
    with pytest.raises(ValidationError):
        block.clean(neither)
    assert neither.url == ""


def test_pages_stand_in_no_frame_but_that_of_the_preview(home, visit, sofia):
    client = visit(sofia)
    assert client.get(home.url)["X-Frame-Options"] == "DENY"
    editor = reverse("wagtailadmin_pages:preview_on_edit", args=[home.pk])
    page = client.get(reverse("wagtailadmin_pages:edit", args=[home.pk]))
    assert page["X-Frame-Options"] == "DENY"
    assert client.get(editor)["X-Frame-Options"] == "SAMEORIGIN"
