"""Words of a known paper that only some may find."""

import pytest

from search.documents import SearchDoc
from search.models import IndexGeneration, SearchDocument, Term
from search.reserved import Reserved

MEMBER = ["public", "members", "org:3"]
OWNER = ["public", "members", "org:7"]


def paper(number, *reserved, **changes):
    known = {"title": "Rifle racks", "text": "Steel racks", "visibility": ["public"]}
    return SearchDoc("paper", number, "en", **known | changes, reserved=reserved)


@pytest.fixture
def library(shelf):
    shelf.put(
        paper(1, Reserved("Northern Zanzibar ridge", ["org:7", "brokers"])),
        paper(2, Reserved("Zanzibar ministry", ["members"])),
        paper(3, text="Nothing else"),
    )
    shelf.find()
    return shelf


@pytest.mark.parametrize(
    ("codes", "found"),
    [
        (["public"], []),
        (MEMBER, [2]),
        (OWNER, [1, 2]),
        (["public", "brokers"], [1]),
        (["public", "brokers", "members"], [1, 2]),
    ],
)
def test_a_reserved_word_is_found_by_its_readers_alone(library, codes, found):
    assert sorted(library.find("zanzibar", visible_to=codes).ids) == found


def test_what_may_be_read_and_what_is_reserved_are_searched_together(library):
    assert library.find("racks zanzibar", visible_to=OWNER, sort="oldest").total == 2
    assert library.find('"northern zanzibar"', visible_to=OWNER).ids == [1]
    assert library.find('"northern zanzibar"', visible_to=MEMBER).total == 0
    assert library.find("racks -zanzibar", visible_to=OWNER).ids == [3]
    assert sorted(library.find("racks -zanzibar").ids) == [1, 2, 3]


def test_nobody_can_type_the_token_of_a_reserved_word(library):
    for typed in ("for_org7_zanzibar", '"for_members_zanzibar"', "for_org7_c_stk", "members_"):
        assert library.find(typed).total == 0, typed
        assert library.find(typed, visible_to=MEMBER).total == 0, typed


def test_a_reserved_concept_is_found_in_another_language_by_its_readers_alone(shelf):
    shelf.put(paper(1, Reserved("One marking machine is kept there.", ["org:7"])))
    assert shelf.find("machine de marquage", language="fr", visible_to=OWNER).ids == [1]
    assert shelf.find("machine de marquage", language="fr", visible_to=MEMBER).total == 0
    tokens = SearchDocument.objects.live("paper").get().concept_tokens.split()
    assert any(token.startswith("for_org7_c_") for token in tokens)
    assert not any("marking" in token for token in tokens if token.startswith("c_"))


def test_a_reserved_word_is_neither_suggested_nor_shown(library):
    assert library.find("zanzibra", visible_to=OWNER).corrected is None
    assert not Term.objects.filter(word="zanzibar").exists()
    found = library.find("zanzibar", visible_to=OWNER)
    shown = " ".join(f"{one.title} {one.snippet}" for one in found.highlights.values())
    assert shown
    assert "anzibar" not in shown


def test_a_word_that_is_no_longer_reserved_is_found_by_all(library):
    library.put(paper(2, text="Zanzibar ministry"))
    assert library.find("zanzibar").ids == [2]


def test_a_question_asks_for_no_code_that_reserves_nothing(library):
    generation = IndexGeneration.objects.live("paper")
    assert generation.reserved_for == ["brokers", "members", "org:7"]
    tokens = library.find("zanzibar", visible_to=[*MEMBER, "org:99"]).query.tokens
    kept = {token for token in tokens if token.startswith("for_")}
    assert kept
    assert {token.split("_")[1] for token in kept} == {"members"}
