"""The score of a record: what raises it, what lowers it, and what it says is missing."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matchmaking.coaching.scoring import Draft, Line, Rule, Rules, State, assess
from matchmaking.coaching.words import LANGUAGES

NEED_RULES = {
    "quantity": 14,
    "goal": 14,
    "institution": 10,
    "place": 10,
    "window": 10,
    "result": 10,
    "aftercare": 8,
    "unit": 6,
    "plan": 6,
    "language": 6,
    "cost": 6,
}
RULES = Rules(
    version=1,
    of={"need": tuple(Rule(code, weight, 0.6) for code, weight in NEED_RULES.items())},
    vague_points=3,
    vague_most=9,
)
GOAL = {"title": "Marked share", "baseline": "8", "target": "60", "due_on": "2028-06-30"}
FULL = {
    "description": "Marking of rifles.",
    "institution": "National Police Service",
    "place": "Mombasa",
    "starts_on": "2027-01-01",
    "ends_on": "2028-06-30",
    "national_plan": "National action plan",
    "working_languages": ["en"],
    "budget_minor": 100,
}
LINE = Line(quantity=12, unit="item", has_amount=True, needs_upkeep=True)
UPKEEP = Line(quantity=24, unit="month", has_amount=True, is_upkeep=True)
FIELDS = tuple(name for name in FULL if name != "description")


def draft(fields=None, lines=(LINE, UPKEEP), goals=(GOAL,), language="en"):
    return Draft("need", language, FULL if fields is None else fields, lines, goals)


def score(*args, **kwargs):
    return assess(draft(*args, **kwargs), RULES).score


def test_a_request_that_says_everything_scores_a_hundred():
    found = assess(draft(), RULES)
    assert found.score == 100
    assert found.missing == ()


def test_a_request_that_says_nothing_scores_nothing():
    assert assess(Draft("need", "en", {}), RULES).score == 0


def test_what_is_missing_is_told_in_order_of_effect():
    found = assess(Draft("need", "en", {"place": "Mombasa"}), RULES)
    lost = [part.lost for part in found.parts]
    assert lost == sorted(lost, reverse=True)
    assert found.parts[0].code == "quantity"
    assert "place" not in [part.code for part in found.missing]


def test_upkeep_is_asked_for_only_where_there_is_equipment():
    course = Line(quantity=12, unit="participant")
    assert "aftercare" not in [part.code for part in assess(draft(lines=[course]), RULES).parts]
    assert "aftercare" in [part.code for part in assess(draft(lines=[LINE]), RULES).missing]


def test_words_earn_a_part_of_the_points_and_can_be_taken_over():
    vague = {"description": "Racks are wanted."}
    precise = {"description": "Racks for 38 police stations are wanted in Mombasa by 2027."}
    before, after = (assess(Draft("need", "en", said), RULES) for said in (vague, precise))
    assert after.score > before.score
    part = next(part for part in after.parts if part.code == "place")
    assert part.state == State.IN_WORDS
    assert [dict(passage.value) for passage in part.passages] == [{"place": "Mombasa"}]
    assert score({**FULL, "place": ""}) < score()


def test_a_count_that_a_line_holds_already_is_not_offered_again():
    said = {"description": "Racks for 38 police stations."}
    line = Line(quantity=38, unit="item")
    parts = assess(Draft("need", "en", said, [line, Line()]), RULES).parts
    assert next(part for part in parts if part.code == "quantity").passages == ()


def test_vague_words_cost_points_but_never_more_than_the_most():
    vague = "We need support. Capacity building. Technical assistance. Awareness. Etc."
    assert score({**FULL, "description": "Capacity building is wanted."}) == 97
    assert score({**FULL, "description": vague}) == 91


def test_a_rule_set_aside_counts_as_answered():
    without = {**FULL, "place": ""}
    found = assess(draft(without), RULES, overridden={"place"})
    assert found.score == 100
    assert next(part for part in found.parts if part.code == "place").state == State.OVERRIDDEN


def test_a_weight_of_nothing_asks_for_nothing():
    rules = replace(RULES, of={"need": (Rule("place", 0, 0.6), Rule("plan", 5, 0.6))})
    found = assess(Draft("need", "en", {}), rules)
    assert [part.code for part in found.parts] == ["plan"]


def test_rules_that_ask_nothing_of_a_kind_of_record_score_it_nothing():
    assert assess(Draft("offer", "en", {}), RULES).score == 0


@pytest.mark.parametrize(
    ("goals", "lost"), [([], 1), ([{"target": "60"}], 0.6), ([{**GOAL, "due_on": ""}], 0.2)]
)
def test_a_goal_without_baseline_or_day_is_half_a_goal(goals, lost):
    parts = assess(draft(goals=goals), RULES).parts
    part = next(part for part in parts if part.code == "goal")
    assert part.lost == pytest.approx(lost * (part.lost + part.gained))


PHRASES = st.sampled_from(
    [
        "We need support.",
        "Racks for 38 police stations in Mombasa by 2027.",
        "Renforcement des capacités de douze agents à Dakar.",
        "تدريب خمسة عشر من الضباط في محافظة لحج بحلول 2027.",
        "Нужно обучить 40 операторов в Кишинёве до 2028.",
        "请求在广东省提供三十台设备，2027年底前。",
        "USD 20,000 and 5 %",
    ]
)
TEXTS = st.lists(PHRASES | st.text(max_size=40), max_size=4).map(" ".join)
ANSWERS = st.sets(st.sampled_from(FIELDS)).map(lambda names: {name: FULL[name] for name in names})
LINES = st.lists(
    st.builds(
        Line,
        description=TEXTS,
        quantity=st.none() | st.integers(1, 10**9),
        unit=st.sampled_from(["", "item"]),
        has_amount=st.booleans(),
        needs_upkeep=st.booleans(),
        is_upkeep=st.booleans(),
    ),
    max_size=4,
)
DRAFTS = st.builds(
    lambda language, text, answers, lines, goals: Draft(
        "need", language, {**answers, "description": text}, lines, goals
    ),
    st.sampled_from([*LANGUAGES, "sw"]),
    TEXTS,
    ANSWERS,
    LINES,
    st.lists(st.just(GOAL), max_size=1),
)


@settings(max_examples=150, deadline=None)
@given(DRAFTS)
def test_a_score_lies_between_nothing_and_a_hundred_and_is_the_sum_of_its_parts(record):
    found = assess(record, RULES)
    assert 0 <= found.score <= 100
    whole = sum(part.gained + part.lost for part in found.parts)
    assert whole == pytest.approx(100)
    gained = sum(part.gained for part in found.parts) - found.vague_lost
    assert found.score == round(max(0, gained))
    lost = [part.lost for part in found.parts]
    assert lost == sorted(lost, reverse=True)


@settings(max_examples=100, deadline=None)
@given(DRAFTS, st.sampled_from(FIELDS))
def test_answering_one_more_field_never_lowers_the_score(record, name):
    fuller = replace(record, fields={**record.fields, name: FULL[name]})
    assert assess(fuller, RULES).score >= assess(record, RULES).score


@settings(max_examples=100, deadline=None)
@given(DRAFTS, st.sampled_from(sorted(NEED_RULES)))
def test_setting_a_rule_aside_never_lowers_the_score(record, code):
    assert assess(record, RULES, {code}).score >= assess(record, RULES).score


@settings(max_examples=100, deadline=None)
@given(DRAFTS)
def test_a_vague_sentence_never_raises_the_score(record):
    text = record.fields["description"]
    vaguer = replace(record, fields={**record.fields, "description": f"{text}\nEtc"})
    assert assess(vaguer, RULES).score <= assess(record, RULES).score
