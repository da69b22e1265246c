"""How well names are found in other spellings, scripts and orders."""

from collections import Counter

import pytest

from matchmaking.clearance.screening import Listed, Screener
from tests.clearance.screening import generated

NAMES = [
    Listed("P1", "Muhammad Abdul Rahman Zarqal"),
    Listed("P1", "محمد عبد الرحمن زرقل", "script"),
    Listed("P2", "Yuri Ivanovich Petrenkov"),
    Listed("P3", "Zhang Weiming"),
    Listed("P4", "José María Núñez Ferrer"),
    Listed("P5", "Abu Tariq", "weak"),
    Listed("E1", "Zarqal Trading Company", is_entity=True),
]


@pytest.fixture(scope="module")
def screener():
    return Screener(NAMES)


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("Mohamed Abdelrahman Zerqal", "P1"),
        ("ZARQAL, Muhammad Abdulrahman", "P1"),
        ("محمد عبدالرحمن زرقل", "P1"),
        ("Мухаммад Абдул Рахман Заркал", "P1"),
        ("Юрий Петренков", "P2"),
        ("Iouri Petrenkow", "P2"),
        ("Y. I. Petrenkov", "P2"),
        ("Weiming ZHANG", "P3"),
        ("张伟明", "P3"),
        ("Zhang Wei Ming", "P3"),
        ("Jose Nunez Ferrer", "P4"),
        ("Abou Tarek", "P5"),
        ("Zarqal General Trading LLC", "E1"),
        ("The Zarqal Company for Trading", "E1"),
    ],
)
def test_a_name_is_found_however_it_is_written(screener, written, key):
    hits = screener.screen(written)
    assert hits[0].listed.key == key


@pytest.mark.parametrize(
    "written",
    [
        "Mohammed Ahmed",
        "Nordic Agency",
        "National Police Service",
        "Ministry of Defence of the Republic",
        "Trading Company",
        "M. A. R.",
        "",
        "!?",
        "Zhang Li",
        "Maria Gonzalez",
    ],
)
def test_other_names_are_left_alone(screener, written):
    assert screener.screen(written) == []


def test_persons_and_entities_are_kept_apart_where_asked(screener):
    assert {hit.listed.key for hit in screener.screen("Zarqal Trading", is_entity=True)} == {"E1"}
    assert screener.screen("Zarqal Trading Company", is_entity=False) == []


def test_a_hit_says_which_parts_are_alike_and_how(screener):
    (hit, *_rest) = screener.screen("Mohamed Abdelrahman Zerqal")
    assert {(part.ours, part.theirs, part.how) for part in hit.parts} == {
        ("Mohamed", "Muhammad", "variant"),
        ("Abdelrahman", "Abdul Rahman", "same"),
        ("Zerqal", "Zarqal", "bones"),
    }
    assert 0.9 < hit.score < 1


def test_a_weak_alias_counts_less_than_a_name(screener):
    (hit,) = screener.screen("Abu Tariq")
    assert hit.score == pytest.approx(0.95)


def test_generated_variants_are_found_and_strangers_are_not():
    """The figures of docs/checks.md."""
    persons, others = generated.people()
    screener = Screener([*map(generated.listed, persons), *generated.entities()])
    asked, found = Counter(), Counter()
    for person in persons:
        for how, text in generated.variants(person):
            asked[how] += 1
            keys = {hit.listed.key for hit in screener.screen(text, is_entity=False)}
            found[how] += person.key in keys
    recall = {how: found[how] / asked[how] for how in asked}
    assert found.total() / asked.total() >= 0.97, recall
    assert min(recall.values()) >= 0.85, recall
    strangers = generated.strangers(others)
    hit = sum(bool(screener.screen(name, is_entity=False)) for name in strangers)
    assert hit / len(strangers) <= 0.03
