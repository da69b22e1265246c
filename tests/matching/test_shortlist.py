"""Where there are too many pairs, the search engine says which are worth scoring."""

import pytest
from django.db import transaction

import search
from matchmaking.matching import index, scratch, shortlist
from matchmaking.matching.judged import SHIPPED, Collection, read_collection, world_from_csv
from matchmaking.needs.models import Need
from matchmaking.offers.models import Offer
from search.sync import drain
from tests.bench.matching import invented
from tests.bench.shortlist import overlap

pytestmark = pytest.mark.django_db
NEEDS, OFFERS = 40, 160
SOME, NARROW, WIDE = 20, 20, 200


@pytest.fixture(scope="module")
def market(django_db_setup, django_db_blocker):
    """Write invented requests and offers once for all tests of this file."""
    with django_db_blocker.unblock(), transaction.atomic():
        judged = read_collection(SHIPPED)
        needs, offers = invented(judged, world_from_csv(), OFFERS)
        scratch.load(Collection(judged.as_of, tuple(needs[:NEEDS]), tuple(offers), {}))
        search.enqueue("need", Need.objects.values_list("pk", flat=True))
        search.enqueue("offer", Offer.objects.values_list("pk", flat=True))
        drain()
        yield index.matcher_of(Need.objects.all(), Offer.objects.all(), judged.as_of)
        transaction.set_rollback(True)


@pytest.fixture
def lists(market, db, settings):
    """Return a function that ranks for some records, by a shortlist of so many or without."""
    needs, offers = list(market.needs.position)[:SOME], list(market.offers.position)[:SOME]

    def ranked(most=None):
        settings.MATCHING_MOST_PAIRS = NEEDS * OFFERS - (most is not None)
        settings.MATCHING_SHORTLIST = most
        return (
            {pk: shortlist.best_offers(market, pk, top=20) for pk in needs},
            {pk: shortlist.best_needs(market, pk, top=20) for pk in offers},
        )

    return ranked


def test_a_wide_shortlist_gives_the_lists_of_comparing_everything(lists):
    of_needs, of_offers = lists()
    assert sum(map(len, of_needs.values())) > SOME * 10
    assert lists(WIDE) == (of_needs, of_offers)


def test_a_shortlist_of_an_eighth_keeps_most_of_the_best(lists):
    full, short = lists(), lists(NARROW)
    for side in (0, 1):
        assert overlap(full[side], short[side], top=5) >= 0.85
        assert overlap(full[side], short[side], top=20) >= 0.7


def test_a_shortlist_is_asked_for_only_above_the_number_of_pairs(market, db, settings):
    settings.MATCHING_MOST_PAIRS = NEEDS * OFFERS
    assert not shortlist.is_needed(market)
    settings.MATCHING_MOST_PAIRS -= 1
    assert shortlist.is_needed(market)


def test_the_conditions_hold_inside_the_query(market, db, settings):
    settings.MATCHING_SHORTLIST = WIDE
    need = Need.objects.first()
    for offer in Offer.objects.filter(pk__in=shortlist.offers_for(market, need.pk)):
        failed = {gate.code for gate in market.explain(need.pk, offer.pk).gates if not gate.passed}
        assert not failed & {"eligibility", "excluded", "window", "closed", "kind"}
