import datetime
from decimal import Decimal

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from matchmaking.money import Money
from matchmaking.vocabulary import selectors
from matchmaking.vocabulary.models import Body, Country, Edition, Embargo, ExchangeRate, Kind, Theme
from matchmaking.vocabulary.selectors.memory import Memory, memory

pytestmark = pytest.mark.django_db


def test_names_are_in_the_readers_language():
    with translation.override("fr"):
        assert selectors.labels("country")["DEU"] == "Allemagne"
    with translation.override("zh-hans"):
        assert selectors.labels("region")["002"] == "非洲"
    assert selectors.labels("body")["AU"] == "African Union"


def test_a_name_that_is_missing_falls_back_to_english():
    Theme.objects.create(code="NEW", name_en="A new theme")
    with translation.override("ar"):
        assert selectors.labels("theme")["NEW"] == "A new theme"


def test_labels_can_be_asked_for_some_codes_only():
    assert selectors.labels("country", ["KEN", "nowhere"]) == {"KEN": "Kenya"}


def test_an_edit_is_seen_at_once():
    assert selectors.labels("theme")["GOV"] == "National governance and coordination"
    theme = Theme.objects.get(pk="GOV")
    theme.name_en = "Governance"
    theme.save()
    assert selectors.labels("theme")["GOV"] == "Governance"


def test_an_edit_that_is_rolled_back_is_forgotten():
    def rename_and_fail():
        with transaction.atomic():
            Country(pk="KEN", name_en="Elsewhere", region_id="014").save(update_fields=["name_en"])
            assert selectors.labels("country")["KEN"] == "Elsewhere"
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        rename_and_fail()
    assert selectors.labels("country")["KEN"] == "Kenya"


def test_a_process_notices_an_edit_made_by_another():
    other = Memory()
    assert other.get("names", lambda: "old") == "old"
    Edition.renew()
    other.start_request()
    assert other.get("names", lambda: "new") == "new"


def test_a_request_compares_the_stamp_once_however_much_it_asks():
    mine = Memory()
    mine.start_request()
    with CaptureQueriesContext(connection) as queries:
        for key in ("a", "b", "a", "c"):
            mine.get(key, lambda: 1)
    assert len(queries) == 1


def test_names_of_many_rows_cost_no_query_each():
    selectors.labels("theme")
    memory.start_request()
    try:
        with CaptureQueriesContext(connection) as queries:
            for _row in range(50):
                selectors.labels("theme")
                selectors.in_usd(Money(100, "KES"))
    finally:
        memory.end_request()
    assert len(queries) <= 1 + 1


def test_the_tree_of_themes_has_two_levels_and_leaves_out_the_retired():
    tree = selectors.theme_tree()
    assert len(tree) == 14
    assert sum(len(top.children) for top in tree) == 70
    assert [b.code for b in tree[0].children][:2] == sorted(b.code for b in tree[0].children)[:2]
    theme = Theme.objects.get(pk="COO.08")
    theme.retired_on = datetime.date(2026, 1, 1)
    theme.save()
    codes = {child.code for top in selectors.theme_tree() for child in top.children}
    assert "COO.08" not in codes
    assert "COO.08" in selectors.labels("theme")


def test_the_tree_of_kinds_carries_the_units():
    units = {child.code: child.unit for top in selectors.kind_tree() for child in top.children}
    assert units["EQP.MARK"] == "item"
    assert len(units) == 60


def test_forms_offer_kinds_by_group():
    groups = dict(selectors.kind_choices())
    assert ("EQP.MARK", "Marking machines") in groups["Equipment and materials"]
    themes = dict(selectors.theme_choices())
    assert themes["Brokering"][0] == ("BRK", "Brokering")


def test_countries_are_sorted_as_a_reader_expects():
    french = [name for _code, name in selectors.country_choices("fr")]
    assert french.index("Égypte") < french.index("Équateur") < french.index("Fidji")
    assert len(french) == 195


def test_regions_are_listed_below_the_wider_ones():
    codes = [code for code, _name in selectors.region_choices()]
    assert codes.index("002") < codes.index("202") < codes.index("014") < codes.index("019")


def test_a_state_is_in_its_region_and_in_the_wider_ones():
    assert selectors.regions_of("KEN") == ("014", "202", "002")
    assert selectors.regions_of("nowhere") == ()
    assert {"KEN", "NGA", "EGY"} <= selectors.countries_in("002")
    assert "EGY" not in selectors.countries_in("202")


def test_an_embargo_in_force_carries_its_date_and_the_need_to_check_again():
    (notice,) = selectors.embargoes_on("SOM")
    assert notice.as_of == datetime.date(2025, 12, 31)
    assert notice.needs_recheck
    assert selectors.embargoes_on("ZWE") == ()
    Embargo.objects.get(target=notice.target, is_in_force=True).delete()
    assert selectors.embargoes_on("SOM") == ()


def test_money_is_compared_in_dollars_at_the_rate_of_the_day():
    ExchangeRate.objects.filter(currency="KES").delete()
    for day, rate in ((datetime.date(2026, 1, 1), 100), (datetime.date(2026, 6, 1), 200)):
        ExchangeRate.objects.create(currency_id="KES", on=day, per_usd=rate, source="test")
    amount = Money.of("1000", "KES")
    assert selectors.in_usd(amount, datetime.date(2026, 5, 31)) == Money.of("10", "USD")
    assert selectors.in_usd(amount, datetime.date(2026, 6, 1)) == Money.of("5", "USD")
    assert selectors.in_usd(amount) == Money.of("5", "USD")
    assert selectors.in_usd(amount, datetime.date(2020, 1, 1)) == Money.of("10", "USD")


def test_money_without_a_known_rate_has_no_value_in_dollars():
    assert selectors.in_usd(Money(100, "XTS")) is None
    assert selectors.in_usd(Money(123, "USD")) == Money(123, "USD")
    assert selectors.rate_on("EUR").per_usd == Decimal("0.85")


def test_a_currency_without_cents_is_converted_whole():
    assert selectors.in_usd(Money.of("1440000", "JPY"), datetime.date(2025, 7, 1)) == Money.of(
        "10000", "USD"
    )


def test_no_shipped_rate_claims_to_be_official():
    for rate in ExchangeRate.objects.exclude(currency="USD"):
        assert "not an official rate" in rate.source


def test_terms_are_given_to_the_search_in_the_columns_of_the_thesaurus():
    row = next(row for row in selectors.concept_rows() if row["id"] == "C001")
    assert row["pref_fr"] == "armes légères et de petit calibre"
    assert row["alt_fr"] == "ALPC; armes légères"


def test_bodies_and_currencies_are_offered_by_name():
    assert ("AU", "African Union") in selectors.body_choices()
    assert ("EUR", "EUR - Euro") in selectors.currency_choices()
    assert Body.objects.count() == len(selectors.body_choices())
    assert Kind.objects.filter(parent=None).count() == 9
