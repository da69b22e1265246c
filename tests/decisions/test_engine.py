import random
from datetime import UTC, datetime
from decimal import Decimal
from itertools import product

import pytest

from matchmaking.decisions.engine import choosing, quorum, ranking
from matchmaking.decisions.engine.choosing import Applicant, Limit, Problem

RULES = quorum.Rules(members=3, yes_percent=60, chair_must_vote=True, abstentions_count=False)
SEATS = (1, 2, 3, 4, 5)


def votes(said: str) -> dict[int, str]:
    words = {"y": "yes", "n": "no", "a": "abstain"}
    return {seat: words[sign] for seat, sign in enumerate(said, start=1) if sign != "-"}


@pytest.mark.parametrize(
    ("said", "is_quorate", "is_carried"),
    [
        ("yyy--", True, True),
        ("yy---", False, False),  # two of three members
        ("-yyyy", False, False),  # without the chair
        ("yyn--", True, True),  # 2 of 3: 66 %
        ("yn-y-", True, True),
        ("yynn-", True, False),  # 2 of 4: 50 %
        ("yyynn", True, True),  # 3 of 5: exactly 60 %
        ("yaa--", True, True),  # who abstains is there, and not counted
        ("aaa--", True, False),  # nobody says yes
        ("nnn--", True, False),
    ],
)
def test_votes_carry_by_quorum_chair_and_share_of_yes(said, is_quorate, is_carried):
    verdict = quorum.judge(votes(said), SEATS, 1, RULES)
    assert (verdict.is_quorate, verdict.is_carried) == (is_quorate, is_carried)


def test_abstentions_weigh_where_the_rules_count_them():
    rules = quorum.Rules(3, 60, chair_must_vote=False, abstentions_count=True)
    verdict = quorum.judge(votes("yaa--"), SEATS, 1, rules)
    assert verdict.is_quorate
    assert not verdict.is_carried
    assert verdict.findings[-1] == quorum.Finding("yes", 2, 1, 3, is_met=False)


def test_a_recused_seat_neither_votes_nor_makes_the_quorum():
    assert not quorum.judge(votes("yyy--"), (1, 2), 1, RULES).is_quorate
    # A recused chair is not waited for.
    assert quorum.judge(votes("-yyy-"), (2, 3, 4, 5), 1, RULES).is_carried


@pytest.mark.parametrize(
    ("said", "is_quorate", "is_carried"),
    [
        ("yyy--", False, False),  # the old majority alone
        ("yyyn-", True, False),  # of the others nobody says yes
        ("yyyy-", True, True),
        ("nnnyy", True, False),  # nor do the others alone carry it
        ("yynyy", True, True),
    ],
)
def test_on_an_appeal_those_who_carried_the_decision_are_not_decisive_alone(
    said, is_quorate, is_carried
):
    verdict = quorum.judge(votes(said), SEATS, 1, RULES, carried_before=(1, 2, 3))
    assert (verdict.is_quorate, verdict.is_carried) == (is_quorate, is_carried)


def candidate(id, committee, reviews, asked=100, day=1, **more):
    return ranking.Candidate(
        id,
        None if committee is None else Decimal(committee),
        None if reviews is None else Decimal(reviews),
        asked,
        datetime(2026, 3, day, tzinfo=UTC),
        **more,
    )


def test_places_follow_the_committee_then_the_reviews_then_the_rules():
    rows = [
        candidate(1, 80, 70),
        candidate(2, 80, 75),
        candidate(3, None, 90),  # not yet scored by the committee
        candidate(4, 60, 60, criteria={"need": Decimal(4)}),
        candidate(5, 60, 60, criteria={"need": Decimal(5)}),
        candidate(6, None, None),
    ]
    places = ranking.rank(rows, ["criterion:need", "smaller"], 1000)
    assert [(place.candidate.id, place.number) for place in places] == [
        (3, 1), (2, 2), (1, 3), (5, 4), (4, 5), (6, None),
    ]  # fmt: skip
    assert [place.decided_by for place in places] == [
        "", "score", "reviews", "score", "criterion:need", "",
    ]  # fmt: skip
    assert [(step.code, step.above, step.here) for step in places[4].steps] == [
        ("score", 60, 60), ("reviews", 60, 60), ("criterion:need", 5, 4),
    ]  # fmt: skip


def test_what_nothing_tells_apart_shares_a_place_until_lots_are_drawn():
    rows = [candidate(id, 70, 70) for id in (1, 2, 3)]
    tied = ranking.rank(rows, ["lot"], 1000)
    assert [place.number for place in tied] == [1, 1, 1]
    assert all(place.is_tied for place in tied)
    drawn = [candidate(id, 70, 70, draw=1, lot=lot) for id, lot in ((1, 2), (2, 3), (3, 1))]
    after = ranking.rank(drawn, ["lot"], 1000)
    assert [place.candidate.id for place in after] == [3, 1, 2]
    assert after[1].decided_by == "lot"
    # One that comes to the same rank later makes the lots void.
    late = ranking.rank([*drawn, candidate(4, 70, 70)], ["lot"], 1000)
    assert {place.number for place in late} == {1}


def test_the_funding_line_is_drawn_where_one_does_not_fit_any_more():
    rows = [candidate(1, 90, 0, 60), candidate(2, 80, 0, 50), candidate(3, 70, 0, 10)]
    places = ranking.rank(rows, [], 100)
    assert [place.is_funded for place in places] == [True, False, False]
    assert [place.total_minor for place in places] == [60, 110, 120]


def problem_of(seed: int) -> Problem:
    """Return a small problem with demands of every kind, some of which cannot hold."""
    draw = random.Random(seed)
    rows = tuple(
        Applicant(
            id,
            score=draw.randint(40, 95),
            asked_minor=draw.randint(20, 200) * 1000 + draw.randint(0, 99),
            groups=frozenset(
                {f"state:{draw.choice('ABC')}", f"continent:{draw.choice('XY')}",
                 f"theme:{draw.choice('pq')}"}
            ),
            wish=draw.choice(["", "", "", "", "must", "must_not"]),
        )
        for id in range(6)
    )  # fmt: skip
    budget = sum(row.asked_minor for row in rows) // 2
    limits = (Limit("theme:p", at_least=draw.choice([0, budget // 4])),
              Limit("continent:X", at_most=budget * 2 // 3))  # fmt: skip
    return Problem(
        rows,
        budget,
        limits,
        least_percent=draw.choice([100, 80]),
        region_percent=draw.choice([100, 70]),
        state_most=draw.choice([None, budget // 2]),
        counts_projects=draw.choice([True, False]),
    )


def best_of_all(problem: Problem) -> float | None:
    """Try every choice there is."""
    options = [
        [0, *choosing.amounts(row.asked_minor, problem.least_percent)] for row in problem.applicants
    ]
    best = None
    for amounts in product(*options):
        granted = {row.id: a for row, a in zip(problem.applicants, amounts, strict=True) if a}
        if not choosing.broken(problem, granted):
            value = choosing.worth(problem, granted)
            best = value if best is None else max(best, value)
    return best


@pytest.mark.parametrize("seed", range(25))
def test_the_choice_is_the_best_of_all_choices(seed):
    problem = problem_of(seed)
    best, answer = best_of_all(problem), choosing.choose(problem)
    if best is None:
        assert answer.conflicts
        return
    assert answer.value == pytest.approx(best, rel=1e-5)
    assert choosing.broken(problem, answer.granted) == []
    assert answer.bound >= best - 1e-9
    assert answer.quality > 0.9999
    assert choosing.choose(problem) == answer


def test_by_rank_stops_at_the_first_that_does_not_fit():
    rows = (Applicant(1, 90, 60), Applicant(2, 80, 50), Applicant(3, 70, 40))
    problem = Problem(rows, budget=100)
    assert choosing.by_rank(problem) == {1: 60}
    assert choosing.choose(problem).granted == {1: 60, 3: 40}


def test_demands_that_cannot_hold_are_named_one_by_one():
    rows = (
        Applicant(1, 90, 60, frozenset({"state:A"}), "must"),
        Applicant(2, 80, 50, frozenset({"state:B"}), "must"),
        Applicant(3, 70, 40, frozenset({"state:C"})),
    )
    answer = choosing.choose(Problem(rows, 100, (Limit("state:C", at_most=40),)))
    assert answer.granted == {}
    assert [(found.code, found.applicants) for found in answer.conflicts] == [
        ("must", (1,)), ("must", (2,)), ("budget", ()),
    ]  # fmt: skip


def test_a_hundred_applications_are_chosen_in_seconds_and_proven():
    draw = random.Random(7)
    rows = tuple(
        Applicant(
            id,
            draw.randint(30, 95),
            draw.randint(50_000_00, 200_000_00),
            frozenset({f"state:{draw.randrange(30)}", f"continent:{draw.randrange(5)}"}),
        )
        for id in range(100)
    )
    problem = Problem(rows, 3_000_000_00, region_percent=30, state_most=400_000_00)
    answer = choosing.choose(problem)
    assert choosing.broken(problem, answer.granted) == []
    assert answer.quality > 0.995
