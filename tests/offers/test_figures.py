"""Offered, committed, remaining: in money where it can be known, in units always."""

from decimal import Decimal

import pytest

from matchmaking.money import Money
from matchmaking.offers import selectors, services
from tests.offers import making

pytestmark = pytest.mark.django_db


def _figures(offer, person):
    return selectors.capacity_figures(selectors.offer_detail(person, offer.pk))


def _commit(offer, quantity, position=0):
    line = offer.lines.get(position=position)
    services.reserve_capacity(
        line_id=line.pk, quantity=Decimal(quantity), key=f"{line.pk}", actor=None
    )


def test_a_single_line_carries_the_value_of_the_whole_offer(dina):
    offer = making.published()
    _commit(offer, 3)
    found = _figures(offer, dina)
    assert [f.money for f in (found.offered, found.committed, found.remaining)] == [
        Money(12_000_000, "USD"),
        Money(3_000_000, "USD"),
        Money(9_000_000, "USD"),
    ]
    assert [f.quantities for f in (found.offered, found.committed, found.remaining)] == [
        ["12 item"],
        ["3 item"],
        ["9 item"],
    ]


def test_lines_with_values_of_their_own_are_weighed_by_them(dina):
    lines = [
        making.line(value_minor=9_000_000),
        making.line(kind_id="TRN.COURSE", capacity=2, unit="course", value_minor=3_000_000),
    ]
    offer = making.published(lines=lines)
    _commit(offer, 1, position=1)
    found = _figures(offer, dina)
    assert found.committed.money == Money(1_500_000, "USD")
    assert found.remaining.quantities == ["12 item", "1 course"]


def test_money_is_not_guessed_where_the_lines_do_not_say(dina):
    lines = [making.line(), making.line(kind_id="TRN.COURSE", capacity=2, unit="course")]
    offer = making.published(lines=lines)
    assert _figures(offer, dina).committed.money == Money(0, "USD")
    _commit(offer, 1, position=1)
    found = _figures(offer, dina)
    assert (found.committed.money, found.remaining.money) == (None, None)
    assert found.committed.quantities == ["0 item", "1 course"]


def test_an_offer_without_value_or_limit_says_so(dina):
    offer = making.published(lines=[making.line(capacity=None)], value_minor=None, currency="")
    _commit(offer, 3)
    found = _figures(offer, dina)
    assert (found.offered.money, found.remaining.money) == (None, None)
    assert found.remaining.quantities == ["item: no limit"]
    assert found.committed.quantities == ["3 item"]


def test_the_key_figures_count_open_offers_and_add_their_worth_in_dollars(dina, diego, omar):
    making.published(value_minor=5_000_000)
    making.published(author=diego, value_minor=7_000_000)
    making.published(value_minor=None, currency="")
    making.in_state("paused")
    making.draft(author=diego)
    found = selectors.key_figures(omar)
    assert (found.open_offers, found.organisations) == (3, 2)
    assert found.value == Money(12_000_000, "USD")


def test_the_newest_offers_are_the_open_ones_last_published_first(omar):
    first, second = making.published(), making.published()
    making.submitted()
    making.in_state("paused")
    assert selectors.newest_offers(omar, 5) == [second, first]
    assert selectors.newest_offers(omar, 1) == [second]
