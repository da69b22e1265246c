import json
import math
from dataclasses import replace

import pytest

from matchmaking.matching import evaluation
from matchmaking.matching.engine import DEFAULT_WEIGHTS, Matcher, Profiler
from matchmaking.matching.judged import SHIPPED, read_collection, world_from_csv
from search.analysis import Analyser


@pytest.fixture(scope="module")
def collection():
    return read_collection(SHIPPED)


@pytest.fixture(scope="module")
def measured(collection):
    world = world_from_csv()
    matcher = Matcher.build(
        collection.needs,
        collection.offers,
        Profiler(world, Analyser()),
        DEFAULT_WEIGHTS,
        collection.as_of,
    )
    return evaluation.evaluate(collection, evaluation.full_orders(matcher), world)


def test_a_perfect_order_has_a_gain_of_one_and_a_reversed_one_less():
    grades = {"a": 3, "b": 1}
    assert evaluation.ndcg(["a", "b", "c"], grades) == 1
    expected = (1 + 7 / math.log2(3)) / (7 + 1 / math.log2(3))
    assert evaluation.ndcg(["b", "a", "c"], grades) == pytest.approx(expected)


def test_nothing_relevant_leaves_a_need_out():
    assert evaluation.ndcg(["a"], {}) is None
    assert evaluation.average_precision(["a"], {"a": 1}) is None
    assert evaluation.recall(["a"], {}) is None


def test_average_precision_counts_grades_two_and_three():
    grades = {"a": 3, "b": 1, "c": 2}
    assert evaluation.average_precision(["b", "a", "c"], grades) == pytest.approx(
        (1 / 2 + 2 / 3) / 2
    )


def test_recall_looks_at_the_first_twenty():
    order = [str(n) for n in range(30)]
    assert evaluation.recall(order, {"0": 1, "25": 2}) == 0.5


def test_the_baselines_repeat_the_published_figures(measured):
    published = {
        "random": 0.056,
        "eligibility/window filter, random order": 0.274,
        "BM25": 0.399,
        "BM25 + filter": 0.556,
        "theme+kind overlap + filter": 0.706,
    }
    found = {name: figures["all"]["ndcg@10"] for name, figures in measured["baselines"].items()}
    assert found == pytest.approx(published, abs=0.0006)


def test_the_baselines_repeat_the_published_split_by_language(measured):
    bm25 = measured["baselines"]["BM25 + filter"]
    assert bm25["same_language"]["ndcg@10"] == pytest.approx(0.710, abs=0.0006)
    assert bm25["cross_language"]["ndcg@10"] == pytest.approx(0.354, abs=0.0006)
    assert bm25["cross_language"]["recall@20"] == pytest.approx(0.895, abs=0.0006)


def test_the_matcher_reaches_its_aim_on_the_judged_examples(measured):
    best_baseline = max(figures["all"]["ndcg@10"] for figures in measured["baselines"].values())
    assert measured["all"]["ndcg@10"] >= max(0.85, 1.2 * best_baseline)
    same, cross = measured["same_language"]["ndcg@10"], measured["cross_language"]["ndcg@10"]
    assert cross >= 0.95 * same


def test_the_figures_can_be_written_as_json(measured):
    written = json.loads(json.dumps(measured))
    assert set(written["all"]) == {"ndcg@10", "map", "recall@20"}
    assert {"all", "same_language", "cross_language", "baselines"} <= set(written)


def test_the_needs_are_split_by_the_language_of_their_best_offers(collection):
    groups = evaluation.language_groups(collection)
    assert [len(groups[name]) for name in evaluation.GROUPS] == [40, 19, 14, 7]


def test_track_records_that_know_nothing_of_the_grades_leave_the_ranking_as_good(
    collection, measured
):
    owners = {offer.owner for offer in collection.offers}
    drawn = evaluation.drawn_track_records(1)(owners)
    assert 20 < len(drawn) < len(owners)
    offers = [replace(offer, track_record=drawn.get(offer.owner)) for offer in collection.offers]
    profiler = Profiler(world_from_csv(), Analyser())
    matcher = Matcher.build(collection.needs, offers, profiler, DEFAULT_WEIGHTS, collection.as_of)
    orders = {need: [order] for need, order in evaluation.full_orders(matcher).items()}
    found = evaluation.by_group(collection, orders)["all"]
    for metric, value in measured["all"].items():
        assert found[metric] == pytest.approx(value, abs=0.01)
