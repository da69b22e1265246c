"""What the home page and the search are told of requests."""

import pytest
from django.contrib.auth.models import AnonymousUser

import search
from matchmaking.money import Money
from matchmaking.needs import selectors, services
from matchmaking.needs.models import Need
from matchmaking.needs.search import documents
from matchmaking.vocabulary.models import Currency, ExchangeRate
from matchmaking.writing.figures import NeedFigures
from tests import cast
from tests.needs import making

pytestmark = pytest.mark.django_db


def _document(need):
    return next(documents([need.pk]))


def test_key_figures_add_up_what_is_open_in_dollars(boris):
    making.published()
    making.published(
        author=boris, budget_minor=None, cofinancing_minor=None, currency="", title="No figure"
    )
    making.in_state("met")
    making.submitted()
    figures = selectors.key_figures(AnonymousUser())
    assert (figures.open_needs, figures.states) == (2, 2)
    assert (figures.asked, figures.secured) == (Money(12_000_000, "USD"), Money(2_000_000, "USD"))


def test_key_figures_convert_currencies_and_leave_out_those_without_a_rate(db):
    ExchangeRate.objects.filter(currency="EUR").delete()
    ExchangeRate.objects.create(
        currency_id="EUR", on="2020-01-01", per_usd="0.5", source="a test", loaded={}
    )
    ExchangeRate.objects.filter(currency="XAF").delete()
    assert Currency.objects.filter(pk="XAF").exists()
    making.published(currency="EUR", budget_minor=100_000, cofinancing_minor=None)
    making.published(currency="XAF", budget_minor=100_000, cofinancing_minor=None)
    assert selectors.key_figures(AnonymousUser()).asked == Money(200_000, "USD")


def test_the_newest_open_requests_come_first(dina):
    first, second = making.published(), making.published()
    making.submitted()
    making.in_state("met")
    assert selectors.newest_needs(dina, 5) == [second, first]
    assert selectors.newest_needs(dina, 1) == [second]


def test_the_detail_blanks_the_exact_site_for_outsiders(amina, dina, sofia):
    need = making.published()
    sites = {
        person: selectors.need_detail(person, need.pk).confidential_place
        for person in (amina, sofia, dina, AnonymousUser())
    }
    assert list(sites.values()) == [making.SECRET, making.SECRET, "", ""]


def test_the_detail_does_not_exist_for_those_who_may_not_know(boris):
    with pytest.raises(Need.DoesNotExist):
        selectors.need_detail(boris, making.draft().pk)


@pytest.mark.parametrize(
    ("asked", "secured", "left"),
    [(100, 30, 70), (100, None, 100), (100, 150, 0), (None, 30, None), (0, None, 0)],
)
def test_what_is_still_open_is_never_below_zero(asked, secured, left):
    asked, secured, left = (v if v is None else Money(v, "USD") for v in (asked, secured, left))
    figures = NeedFigures(need_id=1, lines=(), asked_value=asked, secured_value=secured)
    assert figures.open_value == left


def test_a_document_names_ancestors_regions_band_and_years(db):
    need = making.published(themes=["MRK.02"], starts_on="2026-06-01", ends_on="2028-02-01")
    facets = _document(need).facets
    assert facets["theme"] == ["MRK", "MRK.02"]
    assert facets["kind"] == ["EQP", "EQP.MARK"]
    assert set(facets["region"]) == {"014", "202", "002"}
    assert (facets["budget"], facets["window"]) == (["250k"], ["2026", "2027", "2028"])


@pytest.mark.parametrize(
    ("minor", "band"),
    [
        (None, "unstated"),
        (0, "50k"),
        (5_000_000, "50k"),
        (5_000_001, "250k"),
        (100_000_000, "1m"),
        (100_000_001, "more"),
    ],
)
def test_budgets_fall_into_bands_with_their_upper_edge(minor, band):
    need = making.draft(budget_minor=minor)
    assert _document(need).facets["budget"] == [band]


def test_an_endless_window_does_not_fill_the_years(db):
    need = making.draft(starts_on="2027-01-01", ends_on="2999-01-01")
    assert len(_document(need).facets["window"]) == 10


@pytest.mark.parametrize(
    ("language", "kenya", "machines"),
    [("en", "Kenya", "Marking machines"), ("zh", "肯尼亚", ""), ("ar", "كينيا", "")],
)
def test_a_document_says_names_in_its_own_language(language, kenya, machines):
    text = _document(making.draft(language=language)).text
    assert kenya in text
    assert machines in text


def test_the_words_of_the_report_are_found_too(dina):
    need = making.published()
    Need.objects.filter(pk=need.pk).update(reported_quote="We lack lathes.")
    search.enqueue("need", [need.pk])
    assert search.find(type="need", text="lathes", visible_to=frozenset({"public"})).total == 1


def test_a_deleted_draft_leaves_the_index(amina):
    need = making.draft()
    own = frozenset({f"org:{need.organisation_id}"})
    assert search.find(type="need", visible_to=own).ids == [need.pk]
    services.delete_draft(need_id=need.pk, actor=cast.join("ali"))
    assert search.find(type="need", visible_to=own).total == 0
