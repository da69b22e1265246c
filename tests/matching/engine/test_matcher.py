from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from matchmaking.matching import reasons
from matchmaking.matching.engine import (
    FEATURE_NAMES,
    GATE_CODES,
    Eligibility,
    LineRow,
    Weights,
)
from matchmaking.matching.engine import matcher as matcher_module
from tests.matching.engine.rows import AS_OF, NEED, OFFER, WORLD, explain, matcher, need, offer

KINDS = ("EQP.MARK", "EQP.SAFE", "TRN.COURSE", "EXP.LEGAL", "FUN.GRANT", "MNT.CONTR")
TEXTS = (
    ("en", "Twelve dot-peen machines and training for 24 operators. No vehicles."),
    ("fr", "Dix armoires fortes et la formation de trente magasiniers."),
    ("es", "Redacción de un proyecto de ley de armas."),
    ("ar", "تدريب أمناء المستودعات وأربعة مستودعات جاهزة"),
    ("ru", "Программа учёта оружия и обучение сорока операторов."),
    ("zh", "提供登记软件和三十台平板电脑，不含培训。"),
)
days = st.integers(0, 700).map(lambda n: date(2026, 9, 1) + timedelta(days=n))
lines = st.lists(
    st.builds(LineRow, st.sampled_from(KINDS), st.none() | st.integers(0, 60)), max_size=3
).map(tuple)
spoken = st.lists(st.sampled_from(["en", "fr", "ar", "ru"]), max_size=2, unique=True).map(tuple)
themes = st.lists(st.sampled_from(["MRK.03", "STK", "LEG.01", "COO.06"]), max_size=2).map(tuple)
states = st.sampled_from(["KEN", "UGA", "HTI", "PER", "FJI", "SGP"])


@st.composite
def need_rows(draw):
    language, text = draw(st.sampled_from(TEXTS))
    return replace(
        NEED,
        state=draw(states),
        language=language,
        description=text,
        themes=draw(themes),
        lines=draw(lines),
        starts_on=draw(st.none() | days),
        ends_on=draw(st.none() | days),
        working_languages=draw(spoken),
        priority=draw(st.sampled_from([None, "low", "high"])),
    )


@st.composite
def offer_rows(draw):
    language, text = draw(st.sampled_from(TEXTS))
    return replace(
        OFFER,
        language=language,
        description=text,
        themes=draw(themes),
        lines=draw(lines),
        eligible=draw(
            st.sampled_from(
                [
                    Eligibility(),
                    Eligibility(groups=("ODA",)),
                    Eligibility(m49_regions=("002",), excluded_countries=("UGA",)),
                ]
            )
        ),
        opens_on=draw(st.none() | days),
        closes_on=draw(st.none() | days),
        delivery_languages=draw(spoken),
    )


def numbered(rows):
    return [replace(row, id=number) for number, row in enumerate(rows, 1)]


collections = st.tuples(
    st.lists(need_rows(), min_size=1, max_size=6).map(numbered),
    st.lists(offer_rows(), min_size=1, max_size=6).map(numbered),
)
thorough = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@thorough
@given(collections)
def test_one_row_and_the_full_run_give_the_same_numbers(rows):
    needs, offers = rows
    together = matcher(needs, offers)
    ranking = together.rank_all()
    for row in needs:
        assert ranking.of_need(row.id) == together.rank_need(row.id) == together.rank_need(row)
    for row in offers:
        assert ranking.of_offer(row.id) == together.rank_offer(row.id) == together.rank_offer(row)


@thorough
@given(collections, st.integers(1, 7))
def test_the_size_of_a_block_changes_nothing(rows, cells):
    together = matcher(*rows)
    whole = together.rank_all()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(matcher_module, "CELLS", cells)
        parts = together.rank_all()
    for row in rows[0]:
        assert parts.of_need(row.id) == whole.of_need(row.id)
    for row in rows[1]:
        assert parts.of_offer(row.id) == whole.of_offer(row.id)


@thorough
@given(collections)
def test_scores_and_features_stay_between_nought_and_one_and_add_up(rows):
    together = matcher(*rows)
    for one in rows[0]:
        for other in together.explain_many(one.id, [row.id for row in rows[1]]):
            assert all(0 <= f.value <= 1 for f in other.features)
            total = sum(f.contribution for f in other.features)
            assert other.score == pytest.approx(total, abs=1e-4)
            assert 0 <= other.confidence <= 1.0001


@thorough
@given(collections)
def test_an_explained_pair_is_listed_exactly_when_it_passes_its_gates(rows):
    together = matcher(*rows)
    for one in rows[0]:
        listed = {scored.offer_id: scored for scored in together.rank_need(one.id)}
        for found in together.explain_many(one.id, [row.id for row in rows[1]]):
            assert found.is_listed == (found.offer_id in listed)
            if found.is_listed:
                scored = listed[found.offer_id]
                assert found.score == pytest.approx(scored.score, abs=2e-6)
                assert found.confidence == pytest.approx(scored.confidence, abs=1e-3)


@thorough
@given(collections)
def test_every_reason_has_its_sentence(rows):
    together = matcher(*rows)
    for found in together.explain_many(rows[0][0].id, [row.id for row in rows[1]]):
        assert all(reasons.SENTENCES[f.message] % f.params for f in found.features)
        assert all(reasons.GATES[gate.code] % gate.params for gate in found.gates)


def test_equal_offers_are_listed_in_the_order_of_their_ids():
    twins = [offer(id=number) for number in (3, 1, 2)]
    assert [s.offer_id for s in matcher(offers=twins).rank_need(1)] == [1, 2, 3]
    requests = [need(id=number) for number in (9, 7, 8)]
    assert [s.need_id for s in matcher(requests).rank_offer(1)] == [7, 8, 9]


def test_only_the_best_are_kept():
    many = [offer(id=number, lines=(LineRow("EQP.MARK", number),)) for number in range(1, 31)]
    ranked = matcher(offers=many).rank_all(top=5)
    assert [s.offer_id for s in ranked.of_need(1)] == [6, 7, 8, 9, 10]


def test_the_best_needs_of_an_offer_survive_many_blocks(monkeypatch):
    monkeypatch.setattr(matcher_module, "CELLS", 3)
    monkeypatch.setattr("matchmaking.matching.engine.best.BUFFER", 4)
    many = [need(id=n, priority=("low", "medium", "high")[n % 3]) for n in range(1, 41)]
    together = matcher(many, [offer(), offer(id=2)])
    assert together.rank_all(top=4).of_offer(2) == together.rank_offer(2, top=4)
    assert [s.need_id for s in together.rank_offer(2, top=4)] == [2, 5, 8, 11]


def test_an_empty_side_gives_empty_lists():
    assert matcher(offers=[]).rank_need(1) == []
    assert matcher(needs=[]).rank_offer(1) == []
    assert matcher(offers=[]).rank_all().of_need(1) == []


def test_other_weights_give_another_order():
    nearby = offer(id=1, owner="UGA", lines=(LineRow("EXP.TECH", 5),))
    fitting = offer(id=2)
    by_default = matcher(offers=[nearby, fitting])
    by_nearness = matcher(
        offers=[nearby, fitting], weights=Weights(version=2, values={"proximity": 1.0})
    )
    assert by_default.rank_need(1)[0].offer_id == 2
    assert by_nearness.rank_need(1)[0].offer_id == 1


def test_an_unknown_theme_kind_or_body_is_passed_over():
    odd = offer(themes=("XXX.99",), lines=(LineRow("XXX.NEW", 3), LineRow("EQP.MARK", 12)))
    assert matcher(offers=[odd]).rank_need(1)


def test_every_feature_and_gate_has_a_name_and_a_sentence():
    assert set(reasons.FEATURE_NAMES) == set(FEATURE_NAMES)
    assert set(reasons.GATES) == set(GATE_CODES)


def test_the_world_is_read_from_the_tables():
    assert WORLD.countries["KEN"].borders
    assert "KEN" in WORLD.bodies["RECSA"]
    assert "SOM" in WORLD.embargoes
    assert explain().is_listed
    assert AS_OF.year == 2026
