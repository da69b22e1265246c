"""Who an offer is for, as States and as a sentence."""

import pytest
from django.utils.translation import override

from matchmaking.offers import selectors
from matchmaking.offers.models import Offer
from matchmaking.vocabulary.models import Body, Country
from tests.offers import making

pytestmark = pytest.mark.django_db


def _words(**fields):
    return selectors.eligibility_of(making.draft(**fields)).in_words


def _states(**fields):
    return selectors.eligible_countries_of(making.draft(**fields))


def test_an_offer_that_names_nobody_is_for_any_state():
    everybody = set(Country.objects.filter(retired_on=None).values_list("pk", flat=True))
    assert _states() == everybody
    assert _words() == "Any State"


def test_exclusions_narrow_even_an_offer_for_any_state():
    assert _words(excluded_countries=["SYR"]) == "Any State, except Syrian Arab Republic"
    assert "SYR" not in _states(excluded_countries=["SYR"])
    assert "KEN" in _states(excluded_countries=["SYR"])


def test_any_list_suffices():
    states = _states(
        eligible_countries=["FRA"],
        eligible_regions=["014"],
        eligible_bodies=["ECOWAS"],
        eligible_groups=["SIDS"],
    )
    ecowas = set(Body.objects.get(pk="ECOWAS").members.values_list("pk", flat=True))
    assert {"FRA", "KEN", "FJI"} | ecowas <= states
    assert "DEU" not in states


def test_a_region_holds_the_states_of_its_subregions():
    assert {"KEN", "SEN", "EGY"} <= _states(eligible_regions=["002"])
    assert "BRA" not in _states(eligible_regions=["002"])


def test_an_exclusion_beats_every_list():
    states = _states(
        eligible_countries=["TGO"], eligible_bodies=["ECOWAS"], excluded_countries=["TGO"]
    )
    assert "TGO" not in states
    assert "GHA" in states


def test_the_sentence_joins_what_the_lists_say():
    said = _words(
        eligible_bodies=["ECOWAS"], eligible_groups=["LDC"], excluded_countries=["TGO", "BEN"]
    )
    assert said == "Members of ECOWAS and least developed countries, except Benin and Togo"


def test_regions_and_states_are_named_in_the_language_of_the_reader():
    offer = making.draft(eligible_regions=["014"], eligible_countries=["FRA"])
    who = selectors.eligibility_of(offer)
    assert who.in_words == "States of Eastern Africa and France"
    with override("ar"):
        assert "شرق أفريقيا" in who.in_words
        assert "فرنسا" in who.in_words


def test_many_states_are_counted_in_the_sentence():
    codes = list(Country.objects.order_by("pk").values_list("pk", flat=True)[:30])
    assert _words(eligible_countries=codes) == "30 listed States"


def test_who_many_offers_are_for_takes_one_query(django_assert_num_queries):
    for state in ("KEN", "FRA", "FJI"):
        making.draft(eligible_countries=[state], eligible_groups=["LDC"])
    offers = list(Offer.objects.order_by("pk"))
    with django_assert_num_queries(1):
        found = selectors.eligibilities_of(offers)
    assert [found[offer.pk].countries for offer in offers] == [["KEN"], ["FRA"], ["FJI"]]
    assert selectors.eligibilities_of([]) == {}
