"""What almost fits: one closed gate, and everything else open."""

from datetime import date

from matchmaking.matching.engine import (
    Eligibility,
    LineRow,
    near_misses_of_need,
    near_misses_of_offer,
)
from tests.matching.engine.rows import matcher, need, offer

LATE = {"opens_on": date(2028, 1, 1), "closes_on": date(2028, 12, 31)}
ELSEWHERE = {"eligible": Eligibility(countries=("PER",))}


def closed(explanation):
    return [gate.code for gate in explanation.gates if not gate.passed]


def test_only_offers_that_fail_one_gate_are_near():
    offers = [
        offer(id=11),
        offer(id=12, **LATE),
        offer(id=13, **ELSEWHERE),
        offer(id=14, **LATE, **ELSEWHERE),
    ]
    found = near_misses_of_need(matcher(offers=offers), 1)
    assert {one.offer_id: closed(one) for one in found} == {
        12: ["window"],
        13: ["eligibility"],
    }


def test_the_nearest_come_first_and_no_more_than_wanted():
    other = {"title": "Courses", "description": "Teaching.", "lines": (LineRow("TRN.COURSE", 5),)}
    offers = [
        offer(id=11, **LATE, lines=(LineRow("EQP.MARK", 1),)),
        offer(id=12, **LATE),
        offer(id=13, **LATE, **other),
    ]
    found = near_misses_of_need(matcher(offers=offers), 1)
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)
    assert found[0].offer_id == 12
    assert [one.offer_id for one in near_misses_of_need(matcher(offers=offers), 1, top=1)] == [12]


def test_an_offer_sees_the_requests_it_nearly_fits():
    needs = [
        need(id=1),
        need(id=2, state="PER"),
        need(id=3, state="PER", is_open=False),
    ]
    only_kenya = offer(id=11, eligible=Eligibility(countries=("KEN",)))
    found = near_misses_of_offer(matcher(needs=needs, offers=[only_kenya, offer(id=12)]), 11)
    assert [(one.need_id, one.offer_id, closed(one)) for one in found] == [(2, 11, ["eligibility"])]


def test_the_blocks_of_many_requests_are_ranked_together(monkeypatch):
    needs = [need(id=n, state="PER", priority="high" if n == 7 else "low") for n in range(1, 9)]
    only_kenya = offer(id=11, eligible=Eligibility(countries=("KEN",)))
    whole = matcher(needs=needs, offers=[only_kenya])
    at_once = [one.need_id for one in near_misses_of_offer(whole, 11)]
    monkeypatch.setattr("matchmaking.matching.engine.matcher.CELLS", 3)
    assert [one.need_id for one in near_misses_of_offer(whole, 11)] == at_once
    assert at_once[0] == 7
