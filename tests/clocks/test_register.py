"""The register names a match only while both sides agree, and counts the rest without telling."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from matchmaking.clocks import selectors, services
from matchmaking.clocks.models import MatchConsent
from matchmaking.errors import NotInThisState
from matchmaking.needs.models import Need
from search.documents import registered_types
from tests.clocks import making
from tests.needs import making as needs
from tests.offers import making as offers

SECRET = "Zanzibar marking yard"
FILES = ("csv", "json")


@pytest.fixture
def match(db):
    need = needs.published(title=SECRET)
    return making.match(need=need, offer=offers.published(title="Quiet stamping sets"))


def pages(client):
    """Return all that the register says to a visitor: the page, its files, one word of each."""
    shown = client.get("/clocks/register/").text
    files = (
        "".join(part.decode() for part in client.get(f"/clocks/register/export/{name}/"))
        for name in FILES
    )
    return shown + "".join(files)


@pytest.mark.parametrize("given", [(), ("amina",), ("dina",), ("amina", "dina")])
def test_a_match_is_named_only_when_both_sides_agree(match, visit, given):
    for name in given:
        making.agree_to_be_named(match, name)
    said = pages(visit())
    for word in (SECRET, "Quiet stamping sets", "Nordic Agency"):
        assert (word in said) == (len(given) == 2)
    assert selectors.totals().all.named == (len(given) == 2)


def test_a_consent_taken_back_takes_the_match_off_the_register(match, visit, amina, dina):
    making.agree_to_be_named(match)
    side = {"introduction_id": match.pk, "side": "giver"}
    with pytest.raises(PermissionDenied):
        services.withdraw_match_consent(actor=amina, **side)
    services.withdraw_match_consent(actor=dina, **side)
    assert SECRET not in pages(visit())
    with pytest.raises(NotInThisState):
        services.withdraw_match_consent(actor=dina, **side)
    making.agree_to_be_named(match, "dina")
    assert SECRET in pages(visit())
    assert MatchConsent.objects.count() == 3


def test_a_consent_keeps_its_words_their_version_and_language(match, amina):
    consent = services.consent_to_be_named(
        introduction_id=match.pk, side="recipient", actor=amina, language="fr"
    )
    assert (consent.language, consent.wording_version) == ("fr", selectors.WORDING_VERSION)
    assert consent.wording
    assert consent.organisation == needs.kenya()


@pytest.mark.parametrize("who", ["ali", "vera", "dina", "sofia", "boris"])
def test_only_who_decides_for_a_side_agrees_for_it(match, who, request):
    actor = request.getfixturevalue(who)
    with pytest.raises(PermissionDenied):
        services.consent_to_be_named(introduction_id=match.pk, side="recipient", actor=actor)


def test_a_record_that_is_no_longer_public_is_not_named(match, visit):
    making.agree_to_be_named(match)
    Need.objects.filter(pk=match.need_id).update(audience="members")
    assert SECRET not in pages(visit())


def test_the_search_holds_no_matches(match):
    making.agree_to_be_named(match)
    assert set(registered_types()) == {"lesson", "need", "offer"}


def test_what_is_not_named_is_never_counted_exactly(db):
    counted = [selectors.register.Total("x", 1, n // 5 * 5).besides for n in (0, 1, 4, 5, 9, 10)]
    assert counted == ["fewer than 5"] * 3 + ["5 or more"] * 2 + ["10 or more"]


def test_a_group_of_unnamed_matches_does_not_show_by_its_name(match, visit):
    totals = selectors.totals()
    assert (totals.by_region, totals.by_theme, totals.by_year) == ([], [], [])
    making.agree_to_be_named(match)
    assert [total.named for total in selectors.totals().by_region] == [1]


def test_the_sides_find_the_question_on_the_page_of_their_match(match, visit, amina, sofia):
    page = visit(amina).get(f"/introductions/{match.pk}/").text
    assert "Agree to be named" in page
    visit(amina).post(f"/clocks/register/{match.pk}/consent/", {"side": "recipient"})
    assert "Take our consent back" in visit(amina).get(f"/introductions/{match.pk}/").text
    assert "Agree to be named" not in visit(sofia).get(f"/introductions/{match.pk}/").text


def test_the_register_takes_as_many_queries_for_five_rows_as_for_one(match, visit):
    making.agree_to_be_named(match)
    one = _queries(visit())
    for number in range(4):
        need = needs.published(title=f"Request {number}")
        making.agree_to_be_named(making.match(need=need, offer=offers.published()))
    assert _queries(visit()) == one


def _queries(client):
    with CaptureQueriesContext(connection) as asked:
        client.get("/clocks/register/")
    return len(asked)
