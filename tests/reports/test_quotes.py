from types import SimpleNamespace

import pytest

from matchmaking.reports.quotes import Reading, Span, short_title, stands_in, suggested_parts


def passages(*texts):
    return [SimpleNamespace(number=n, text=text) for n, text in enumerate(texts, start=1)]


def test_words_are_found_in_the_passage_that_holds_them():
    reading = Reading(passages("The law.", "Three machines are needed now."))
    assert reading.find("machines are needed") == [Span(2, 6, 25)]


def test_words_are_found_across_lines_and_hyphens():
    reading = Reading(passages("steel racks for thirty po-", "lice stations"))
    spans = reading.find("racks for thirty police stations")
    assert spans == [Span(1, 6, 26), Span(2, 0, 13)] or spans == [Span(1, 6, 25), Span(2, 0, 13)]
    assert reading.words(spans).startswith("racks for thirty po")


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("MARKING machines", "marking Machines"),
        ("Ｍarking machines", "Marking machines"),
        ("نحتاج إلى آلات وسم", "آلات وسم"),
        ("需要三台打标机", "三台打标机"),
        ("straße", "STRASSE"),
    ],
)
def test_case_width_and_script_do_not_matter(text, quote):
    assert stands_in(quote, text)


def test_words_that_are_not_there_are_not_found():
    assert Reading(passages("Three machines")).find("four machines") == []
    assert not stands_in("", "anything")
    assert Reading(passages("anything")).find(" - ") == []


def test_parts_are_suggested_at_semicolons_and_sentence_ends():
    assert suggested_parts("(1) racks; (2) safes. Training of 3.5 days") == [
        "(1) racks;",
        "(2) safes.",
        "Training of 3.5 days",
    ]
    assert suggested_parts("需要打标机。需要培训。") == ["需要打标机。", "需要培训。"]


@pytest.mark.parametrize(
    ("quote", "title"),
    [
        ("(1) three machines; (2) training", "Three machines"),
        ("a) Racks for depots.", "Racks for depots"),
        ("- racks", "Racks"),
        ("", ""),
        ("word " * 40, "Word " + "word " * 15 + "word…"),
    ],
)
def test_a_title_is_the_first_thing_asked_for(quote, title):
    assert short_title(quote) == title


def test_a_title_without_spaces_is_cut_all_the_same():
    assert len(short_title("字" * 200)) == 90
