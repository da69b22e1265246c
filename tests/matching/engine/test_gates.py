from datetime import date

import pytest

from matchmaking.matching.engine import GATE_CODES, Eligibility, LineRow
from tests.matching.engine.rows import explain, matcher, need, offer

TEACHING = (LineRow("TRN.COURSE", 48),)


def closed_gates(one_need=None, one_offer=None):
    found = explain(one_need or need(), one_offer or offer())
    return [gate.code for gate in found.gates if not gate.passed]


def test_a_fitting_pair_passes_every_gate():
    assert closed_gates() == []
    assert [gate.code for gate in explain().gates] == list(GATE_CODES)


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        ("closed", {"closes_on": date(2026, 11, 22)}),
        ("closed", {"is_open": False}),
        ("window", {"opens_on": date(2028, 1, 1), "closes_on": date(2028, 12, 31)}),
        ("eligibility", {"eligible": Eligibility(organisations=("SADC",))}),
        ("eligibility", {"eligible": Eligibility(groups=("LDC",))}),
        ("excluded", {"eligible": Eligibility(excluded_countries=("KEN",))}),
        ("conditions", {"conditions": "Least developed countries only."}),
        ("capacity", {"lines": (LineRow("EQP.MARK", 0),)}),
        ("capacity", {"conditions": "Fully allocated."}),
        ("language", {"lines": TEACHING, "delivery_languages": ("fr",)}),
    ],
)
def test_an_offer_that_does_not_fit_is_kept_out_for_its_reason(code, changes):
    assert code in closed_gates(one_offer=offer(**changes))
    assert matcher(offers=[offer(**changes)]).rank_need(1) == []


@pytest.mark.parametrize(
    "eligible",
    [
        Eligibility(),
        Eligibility(countries=("KEN", "UGA")),
        Eligibility(m49_regions=("014",)),
        Eligibility(groups=("ODA",)),
        Eligibility(countries=("PER",), organisations=("EAC",)),
    ],
)
def test_one_list_with_the_state_on_it_is_enough(eligible):
    assert closed_gates(one_offer=offer(eligible=eligible)) == []


def test_a_closed_request_gets_no_offers():
    assert closed_gates(need(is_open=False)) == ["closed"]


def test_what_the_recipient_says_it_does_not_want_is_kept_out():
    refusing = need(
        title="Course for storekeepers",
        description="We ask for a course for storekeepers. Equipment is not needed.",
        lines=(LineRow("TRN.COURSE", 24),),
    )
    machines_only = offer(lines=(LineRow("EQP.MARK", 12),), description="Twelve machines.")
    assert "kind" in closed_gates(refusing, machines_only)
    assert "kind" not in closed_gates(refusing)


def test_teaching_in_another_language_passes_with_interpretation_into_ours():
    french = {"lines": TEACHING, "delivery_languages": ("fr",)}
    interpreted = "The course is in French, with interpretation into English."
    assert "language" not in closed_gates(one_offer=offer(**french, description=interpreted))
    elsewhere = "The course is in French, with interpretation into Arabic."
    assert "language" in closed_gates(one_offer=offer(**french, description=elsewhere))


def test_goods_in_another_language_are_still_listed():
    assert closed_gates(one_offer=offer(delivery_languages=("fr",))) == []


def test_unknown_dates_and_capacities_keep_nothing_out():
    vague = offer(opens_on=None, closes_on=None, lines=(LineRow("EQP.MARK", None),))
    assert closed_gates(need(starts_on=None, ends_on=None), vague) == []


def test_words_that_contradict_the_lists_altogether_are_not_believed():
    odd = offer(eligible=Eligibility(countries=("KEN",)), conditions="Only for Peru.")
    assert closed_gates(one_offer=odd) == []
