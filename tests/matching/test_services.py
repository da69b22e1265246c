"""What is suggested, when it changes, and who may set it aside."""

import random

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from accounts.models import Organisation
from matchmaking.audit import history
from matchmaking.errors import ReasonMissing
from matchmaking.matching import selectors, services
from matchmaking.matching.models import Dismissal, Suggestion, WeightSet
from matchmaking.needs import services as needs
from matchmaking.needs.models import Need
from matchmaking.offers import services as offers
from matchmaking.vocabulary.models import Country
from tests.needs import making as need_making
from tests.offers import making as offer_making

pytestmark = pytest.mark.django_db

KINDS = ("EQP.MARK", "TRN.COURSE", "EQP.SAFE", "EXP.LEGAL")
THEMES = ("MRK.02", "STK.02", "LEG.01", "TRC.01")


def stored():
    """Return what is stored, comparable: every pair with both places and its score."""
    fields = ("need_id", "offer_id", "score", "confidence", "rank_for_need", "rank_for_offer")
    return sorted(Suggestion.objects.values_list(*fields))


@pytest.fixture
def pair(db):
    need, offer = need_making.published(), offer_making.published()
    services.match_all()
    return need, offer


@pytest.fixture
def market(db):
    """Publish 25 needs and 25 offers, so that lists of twenty are full and pairs compete."""
    chance = random.Random(5)
    for number in range(25):
        kind, theme = chance.choice(KINDS), chance.choice(THEMES)
        need_making.published(
            title=f"Need {number}",
            themes=[theme],
            lines=[need_making.line(kind_id=kind, quantity=chance.randint(2, 60))],
        )
        offer_making.published(
            title=f"Offer {number}",
            themes=[chance.choice(THEMES)],
            lines=[offer_making.line(kind_id=kind, capacity=chance.randint(2, 60))],
        )
    services.match_all()


def test_a_fitting_offer_is_suggested_with_reasons_that_add_up(pair):
    suggestion = Suggestion.objects.get()
    assert (suggestion.rank_for_need, suggestion.rank_for_offer) == (1, 1)
    parts = sum(reason["contribution"] for reason in suggestion.reasons)
    assert parts == pytest.approx(suggestion.score, abs=0.01)
    assert suggestion.weights.is_active


def test_the_reasons_are_sentences_with_names_and_figures(pair, amina):
    [match] = selectors.matches_for_need(amina, pair[0])
    said = " ".join(reason.sentence for reason in match.reasons)
    assert "Marking machines: up to 12 of the 12 asked for." in said
    assert "Nordic Agency is from another region." in said
    assert "%(" not in said


def test_an_offer_for_other_states_is_not_suggested(db):
    need_making.published()
    offer_making.published(eligible_countries=["FJI"])
    services.match_all()
    assert not Suggestion.objects.exists()


def test_a_published_need_is_compared_as_soon_as_it_is_there(
    db, django_capture_on_commit_callbacks
):
    offer_making.published()
    with django_capture_on_commit_callbacks(execute=True):
        need = need_making.published()
    assert Suggestion.objects.get().need_id == need.pk


def test_a_paused_offer_leaves_every_list(pair, dina, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        offers.pause_offer(offer_id=pair[1].pk, actor=dina)
    assert not Suggestion.objects.exists()


def test_a_withdrawn_need_leaves_every_list(pair, amina, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        needs.withdraw_need(need_id=pair[0].pk, actor=amina)
    assert not Suggestion.objects.exists()


def test_capacity_that_is_taken_lowers_the_score(pair, dina, django_capture_on_commit_callbacks):
    before = Suggestion.objects.get().score
    line = pair[1].lines.get()
    with django_capture_on_commit_callbacks(execute=True):
        offers.reserve_capacity(line_id=line.pk, quantity=9, key="test", actor=dina)
    assert Suggestion.objects.get().score < before


def test_one_changed_record_gives_the_numbers_of_a_full_run(
    market, amina, dina, django_capture_on_commit_callbacks
):
    need = Need.objects.get(title="Need 3")
    offer = Suggestion.objects.order_by("-score").first().offer
    with django_capture_on_commit_callbacks(execute=True):
        needs.edit_need(
            need_id=need.pk,
            version=need.version,
            actor=amina,
            fields={"themes": ["TRC.01"], "priority": "low"},
            lines=[need_making.line(kind_id="EQP.SAFE", quantity=7)],
        )
        offers.pause_offer(offer_id=offer.pk, actor=dina)
        need_making.published(title="A late need")
        offer_making.published(title="A late offer")
    incremental = stored()
    services.match_all()
    assert incremental == stored()


def test_by_a_shortlist_a_change_is_matched_at_once_too(
    db, settings, django_capture_on_commit_callbacks
):
    settings.MATCHING_MOST_PAIRS, settings.MATCHING_SHORTLIST = 0, 2
    with django_capture_on_commit_callbacks(execute=True):
        offer = offer_making.published()
        need_making.published()
    for number in range(3):
        with django_capture_on_commit_callbacks(execute=True):
            need_making.published(title=f"Marking machines {number}")
    assert Suggestion.objects.filter(offer=offer, rank_for_need=1).count() == 4
    kept = Suggestion.objects.filter(offer=offer, rank_for_offer__isnull=False)
    assert kept.filter(need__title="Marking machines 2").exists()
    services.match_all()
    assert kept.count() == 2


def test_an_embargoed_recipient_of_equipment_gets_a_visible_flag(db):
    from matchmaking.matching import index

    state = Country.objects.get(pk=sorted(index.world_now().embargoes)[0])
    place = Organisation.objects.create(name=state.name_en, kind="state", country_code=state.pk)
    need = need_making.published()
    type(need).objects.filter(pk=need.pk).update(
        country=state, organisation=place, version=need.version + 1
    )
    offer_making.published()
    services.match_all()
    assert Suggestion.objects.get().needs_clearance


def test_each_side_sets_aside_for_itself(pair, amina, dina):
    need, offer = pair
    services.dismiss_match(
        need_id=need.pk, offer_id=offer.pk, actor=amina, reason="Our machines are of another make."
    )
    assert selectors.matches_for_need(amina, need) == []
    assert len(selectors.set_aside_for_need(amina, need)) == 1
    assert len(selectors.matches_for_offer(dina, offer)) == 1
    assert history(Dismissal.objects.get())[0].reason == "Our machines are of another make."
    services.restore_match(need_id=need.pk, offer_id=offer.pk, actor=amina)
    assert len(selectors.matches_for_need(amina, need)) == 1


def test_nothing_is_set_aside_without_a_reason(pair, amina):
    with pytest.raises(ReasonMissing):
        services.dismiss_match(need_id=pair[0].pk, offer_id=pair[1].pk, actor=amina, reason="  ")
    assert not Dismissal.objects.exists()


@pytest.mark.parametrize("name", ["vera", "boris", "omar", "diego", "elena"])
def test_others_cannot_set_a_match_aside(pair, name, request):
    actor = request.getfixturevalue(name)
    with pytest.raises(PermissionDenied):
        services.dismiss_match(need_id=pair[0].pk, offer_id=pair[1].pk, actor=actor, reason="No.")


def test_other_weights_rank_anew_and_say_so(pair, sofia, amina, django_capture_on_commit_callbacks):
    old = Suggestion.objects.get()
    other = WeightSet.objects.create(number=2, weights={"priority": 1.0, "freshness": 3.0})
    with pytest.raises(PermissionDenied):
        services.activate_weights(weight_set_id=other.pk, actor=amina)
    with django_capture_on_commit_callbacks(execute=True):
        services.activate_weights(weight_set_id=other.pk, actor=sofia)
    new = Suggestion.objects.get()
    assert new.weights == other
    assert new.score != old.score
    assert WeightSet.objects.filter(is_active=True).count() == 1


@pytest.mark.parametrize("most_pairs", [0, 100])
def test_why_a_pair_is_not_listed_can_always_be_asked(db, settings, most_pairs):
    settings.MATCHING_MOST_PAIRS = most_pairs
    need = need_making.published()
    offer = offer_making.published(
        eligible_countries=["FJI"], opens_on=timezone.localdate().replace(day=1)
    )
    services.match_all()
    assert not Suggestion.objects.exists()
    explained = selectors.pair_explained(need, offer)
    assert not explained.explanation.is_listed
    failed = [condition.sentence for condition in explained.conditions if not condition.passed]
    assert failed == ["Kenya is on none of the lists of the offer."]


def test_a_draft_can_be_asked_about_too(db):
    need, offer = need_making.draft(), offer_making.published()
    assert selectors.pair_explained(need, offer).explanation.score > 0
