"""An open offer stands for a term; before that is over its owner is asked whether it still does."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from accounts.notifications import inbox
from matchmaking import audit
from matchmaking.errors import NotInThisState
from matchmaking.offers import services
from matchmaking.offers.models import Offer
from tests.offers import making


@pytest.fixture
def old(dina):
    """An offer that was published a day too long ago."""
    offer = making.published(title="Machines")
    long_ago = timezone.now() - datetime.timedelta(days=91)
    Offer.objects.filter(pk=offer.pk).update(published_at=long_ago)
    offer.refresh_from_db()
    return offer


def waiting_for(person):
    return [(task.source.name, task.pk) for task in inbox.tasks_for(person)]


def test_the_owner_is_asked_when_the_term_ends_and_nobody_else(old, dina, diego, amina):
    making.published(title="Fresh")
    assert waiting_for(dina) == [("confirm_offer", old.pk)]
    assert waiting_for(diego) == waiting_for(amina) == []
    (task,) = inbox.tasks_for(dina)
    assert task.due_on == old.said_on + datetime.timedelta(days=90)


def test_the_owner_says_that_it_stands_and_is_asked_no_more(visit, old, dina):
    page = visit(dina).get(f"/offers/{old.pk}/")
    assert "It still stands" in page.text
    visit(dina).post(f"/offers/{old.pk}/confirm/")
    assert waiting_for(dina) == []
    assert "It still stands" not in visit(dina).get(f"/offers/{old.pk}/").text
    assert audit.history(old)[0].verb == audit.VERBS["stand"]


def test_confirming_disturbs_nobody_who_writes(old, dina):
    confirmed = services.confirm_offer(offer_id=old.pk, actor=dina)
    assert confirmed.version == old.version


def test_a_fresh_offer_asks_for_nothing(visit, dina):
    offer = making.published()
    assert "It still stands" not in visit(dina).get(f"/offers/{offer.pk}/").text


def test_only_the_owner_confirms(old, diego, sofia):
    for stranger in (diego, sofia):
        with pytest.raises(PermissionDenied):
            services.confirm_offer(offer_id=old.pk, actor=stranger)


@pytest.mark.parametrize("status", ["draft", "paused", "withdrawn", "expired"])
def test_only_an_open_offer_is_confirmed(dina, status):
    offer = making.in_state(status)
    with pytest.raises(NotInThisState):
        services.confirm_offer(offer_id=offer.pk, actor=dina)


def test_a_paused_offer_is_not_asked_about(old, dina):
    services.pause_offer(offer_id=old.pk, actor=dina)
    assert waiting_for(dina) == []
