"""Single points of the comparison, each on two or three sentences."""

from decimal import Decimal
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matchmaking.reports.comparing import Ask, Text, Verdict, compare, difference, told_in
from tests.reports.comparing.making import analyser


def ask(key, words, language="en", **values):
    return Ask(key=key, texts=(Text(words, language),), **values)


def held(old, new, told=()):
    return compare(old, new, told, analyser())


def passages(*texts, ref="11.1"):
    return [SimpleNamespace(number=n, page=1, ref=ref, text=t) for n, t in enumerate(texts, 1)]


MACHINES = {"themes": ("MRK.05",), "kinds": ("EQP.MARK",)}


def test_nothing_open_and_nothing_new_is_nothing():
    assert held([], []).findings == ()
    assert held([ask(1, "Racks.")], []).findings[0].verdict == Verdict.GONE
    assert held([], [ask(7, "Racks.")]).new == (7,)


def test_each_request_gets_the_passage_that_is_best_for_all():
    police = ask(1, "Marking machines for the police of the coast.", **MACHINES)
    army = ask(2, "Marking machines for the army.", **MACHINES)
    found = held(
        [police, army],
        [
            ask(10, "Marking machines for the army.", **MACHINES),
            ask(11, "Marking machines for the coast police.", **MACHINES),
        ],
    )
    assert {f.key: f.new for f in found.findings} == {1: 11, 2: 10}


def test_a_quantity_that_is_not_stated_any_more_is_no_change():
    old = ask(1, "Twelve marking machines.", quantities=(Decimal(12),), **MACHINES)
    finding = held([old], [ask(2, "Marking machines.", **MACHINES)]).findings[0]
    assert (finding.verdict, finding.changes) == (Verdict.STILL, ())


def test_another_currency_is_another_amount():
    old = ask(1, "Marking machines.", amount=(Decimal(100), "USD"), **MACHINES)
    new = ask(2, "Marking machines.", amount=(Decimal(100), "EUR"), **MACHINES)
    [change] = held([old], [new]).findings[0].changes
    assert (change.name, change.old, change.new) == ("amount", "USD 100", "EUR 100")


def test_the_enriched_words_find_what_the_reported_ones_do_not():
    texts = (Text("Assistance is needed.", "en"), Text("Dot-peen marking machines", "en"))
    old = Ask(key=1, texts=texts, **MACHINES)
    assert held([old], [ask(2, "Dot-peen marking machines.", **MACHINES)]).findings[0].new == 2


@pytest.mark.parametrize(
    ("language", "words", "is_told"),
    [
        ("en", "In 2013 the police received five marking machines.", True),
        ("en", "The police has not received the marking machines.", False),
        ("en", "No marking machine was provided by anybody.", False),
        ("en", "Five marking machines will be delivered next year.", False),
        ("en", "Were the marking machines delivered?", False),
        ("fr", "Cinq machines de marquage ont été livrées à la police.", True),
        ("fr", "Les machines de marquage n'ont pas encore été livrées.", False),
        ("es", "Se recibieron cinco máquinas de marcado.", True),
        ("es", "Las máquinas de marcado todavía no fueron entregadas.", False),
        ("ru", "Полиция получила пять станков для маркировки.", True),
        ("ru", "Станки для маркировки не были получены.", False),
        ("ar", "تسلمت الشرطة خمس آلات وسم عام 2013.", True),
        ("ar", "لم تتسلم الشرطة آلات الوسم.", False),
        ("zh", "警方于2013年收到了五台打标机。", True),
        ("zh", "打标机尚未收到。", False),
    ],
)
def test_things_received_are_recognised_in_six_languages(language, words, is_told):
    found = told_in(passages(words), language)
    assert [one.words for one in found] == ([words] if is_told else [])


def test_a_sentence_over_two_lines_keeps_the_place_where_it_begins():
    lines = passages(
        "Nothing new. In 2013 the police received five", "marking machines from a State."
    )
    [told] = told_in(lines, "en")
    assert (told.number, told.words) == (
        1,
        "In 2013 the police received five marking machines from a State.",
    )


def test_fewer_received_than_asked_for_is_said():
    old = ask(1, "Twelve marking machines for the police.", quantities=(Decimal(12),), **MACHINES)
    told = told_in(passages("The police received four marking machines in 2013."), "en")
    finding = held([old], [], told).findings[0]
    assert finding.verdict == Verdict.MET
    assert "partly_received" in [reason.code for reason in finding.reasons]


def test_a_sentence_that_tells_of_receipt_asks_for_nothing():
    words = "The police received four marking machines in 2013."
    old = ask(1, "Marking machines for the police.", **MACHINES)
    told = told_in(passages(words), "en")
    assert held([old], [ask(5, words, **MACHINES)], told).findings[0].verdict == Verdict.MET


@pytest.mark.parametrize(
    ("old", "new", "only_old", "only_new"),
    [
        ("Racks for 38 stations.", "Racks for 20 stations.", "38 ", "20 "),
        ("为14个武器库安装围栏", "为20个武器库安装围栏", "14", "20"),
        ("Racks.", "racks", "", ""),
    ],
)
def test_the_words_that_differ_are_marked(old, new, only_old, only_new):
    before, after = difference(old, new)
    assert "".join(p.text for p in before if p.differs) == only_old
    assert "".join(p.text for p in after if p.differs) == only_new


@given(st.text(max_size=80), st.text(max_size=80))
@settings(max_examples=60, deadline=None)
def test_no_word_is_lost_in_the_difference(old, new):
    before, after = difference(old, new)
    assert "".join(piece.text for piece in before) == old
    assert "".join(piece.text for piece in after) == new


WORDS = st.lists(
    st.sampled_from(["marking", "machines", "police", "racks", "training", "tracing", "depots"]),
    min_size=1,
    max_size=6,
).map(" ".join)


@given(st.lists(WORDS, max_size=5), st.lists(WORDS, max_size=5))
@settings(max_examples=60, deadline=None)
def test_every_request_is_judged_and_no_passage_is_both_linked_and_new(old, new):
    found = held(
        [ask(n, words) for n, words in enumerate(old)],
        [ask(100 + n, words) for n, words in enumerate(new)],
    )
    linked = {key for f in found.findings for key in (f.new, *f.further)} - {None}
    assert [f.key for f in found.findings] == list(range(len(old)))
    assert linked | set(found.new) == {100 + n for n in range(len(new))}
    assert not linked & set(found.new)
    assert all(0 <= f.score <= 1 for f in found.findings)
