"""Money is exact, says its currency, and reads the same to everyone."""

from decimal import Decimal

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from matchmaking.errors import DomainError
from matchmaking.money import Money

amounts = st.integers(min_value=-(10**12), max_value=10**12)


@given(amounts, st.sampled_from(["USD", "JPY", "KWD", "XOF"]))
def test_whole_and_minor_units_agree(minor, currency):
    money = Money(minor, currency)
    assert Money.of(money.amount, currency) == money


@given(amounts, amounts)
def test_adding_and_taking_away_loses_nothing(first, second):
    one, two = Money(first, "EUR"), Money(second, "EUR")
    assert one + two - two == one


@given(amounts)
def test_rounding_moves_by_less_than_one_unit(minor):
    rounded = Money(minor, "USD").rounded()
    assert rounded.minor % 100 == 0
    assert abs(rounded.minor - minor) <= 50


def test_two_currencies_do_not_add_up():
    with pytest.raises(ValueError, match="EUR and USD"):
        Money(1, "EUR") + Money(1, "USD")


@pytest.mark.parametrize(
    ("money", "shown"),
    [
        (Money.of(145_000, "USD"), "USD 145,000"),
        (Money.of("12.5", "EUR"), "EUR 12.50"),
        (Money.of(9_000_000, "XOF"), "XOF 9,000,000"),
    ],
)
def test_an_amount_names_its_currency(money, shown):
    assert str(money).replace("\xa0", " ") == shown


def test_an_amount_is_grouped_as_the_reader_expects():
    with translation.override("fr"):
        shown = str(Money.of(145_000, "USD"))
    assert Decimal("".join(c for c in shown if c.isdigit())) == 145_000
    assert "," not in shown


def test_words_are_refused_with_an_example():
    with pytest.raises(DomainError, match="120000"):
        Money.of("many", "USD")
