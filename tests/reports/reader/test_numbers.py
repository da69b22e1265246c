"""Counts and sums of money as reports write them."""

import pytest

from matchmaking.reports.reader.amounts import amount_in, value_of
from matchmaking.reports.reader.quantities import chinese_value, quantity_in


@pytest.mark.parametrize(
    ("text", "language", "state", "amount"),
    [
        ("First estimate: USD 145,000, first stage only.", "en", None, (145000, "USD")),
        ("Costo estimado: 95.000 euros.", "es", None, (95000, "EUR")),
        ("Coût : 180 millions de francs CFA.", "fr", "CIV", (180000000, "XOF")),
        ("Coût : 2,5 millions de francs CFA.", "fr", "CMR", (2500000, "XAF")),
        ("estimated at 40,000 new Ghana cedis", "en", "GHA", (40000, "GHS")),
        ("Стоимость: 320 тыс. долл. США.", "ru", None, (320000, "USD")),
        ("около 3 млн тенге", "ru", "KAZ", (3000000, "KZT")),
        ("الكلفة ٢٥٠ ألف دينار أردني", "ar", "JOR", (250000, "JOD")),
        ("费用约32万美元", "zh", None, (320000, "USD")),
        ("1.200.000 pesos", "es", "COL", (1200000, "COP")),
        ("Two depots in 2014.", "en", None, None),
    ],
)
def test_a_sum_is_read_with_its_currency(text, language, state, amount):
    assert amount_in(text, state, language) == amount


def test_money_the_state_already_has_is_not_asked_for():
    text = "GBP 60,000 is available from the national budget; the missing share is USD 210,000."
    assert amount_in(text, None, "en") == (210000, "USD")


@pytest.mark.parametrize(
    ("written", "value"),
    [("1 214", 1214), ("95.000", 95000), ("2,5", 2.5), ("1,250,000.50", 1250000.5), ("16.4", 16.4)],
)
def test_separators_of_every_custom_are_understood(written, value):
    assert value_of(written) == value


@pytest.mark.parametrize(
    ("text", "language", "quantity"),
    [
        ("a two-week course for the five licensing officers", "en", (5, "participant")),
        ("Steel racks for 38 police stations built in 1998", "en", (38, "site")),
        ("An adviser for six months to cost the plan 2021-2025", "en", (6, "person-month")),
        ("Formation de vingt-cinq armuriers", "fr", (25, "participant")),
        ("Formation de quatre-vingt-dix agents", "fr", (90, "participant")),
        ("capacitación de treinta y cinco oficiales", "es", (35, "participant")),
        ("обучение двадцати пяти сотрудников", "ru", (25, "participant")),
        ("تدريب خمسة وعشرين ضابطا", "ar", (25, "participant")),
        ("جهازين لكشف المعادن", "ar", (2, "item")),
        ("培训二十五名警官", "zh", (25, "participant")),
        ("destruction of 3,200 craft-made guns", "en", (3200, "weapon")),
        ("(3) training of operators", "en", None),
    ],
)
def test_a_count_is_read_with_its_unit(text, language, quantity):
    assert quantity_in(text, language, None) == quantity


@pytest.mark.parametrize(("written", "value"), [("十二", 12), ("两百", 200), ("一千二百", 1200)])
def test_chinese_numerals_are_read(written, value):
    assert chinese_value(written) == value
