import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.highlighting import Highlighter


@pytest.fixture(scope="session")
def mark(analyser):
    def highlighter(text, language="en"):
        return Highlighter(analyser.analyse_query(text, language), analyser.lexicon)

    return highlighter


@pytest.mark.parametrize(
    ("query", "language", "text", "expected"),
    [
        (
            "rifle",
            "en",
            "Rifles & a rifle-rack",
            "<mark>Rifles</mark> &amp; a <mark>rifle</mark>-rack",
        ),
        ("securite", "fr", "La sécurité", "La <mark>sécurité</mark>"),
        ("сейф", "ru", "Для сейфов", "Для <mark>сейфов</mark>"),
        ("السلاح", "ar", "نقل سِلاح", "نقل <mark>سِلاح</mark>"),
        ("小武器", "zh", "关于小武器的报告", "关于<mark>小武器</mark>的报告"),
        ("zebra", "en", "<script>", "&lt;script&gt;"),
    ],
)
def test_whole_words_are_marked_whatever_their_form(mark, query, language, text, expected):
    assert mark(query, language).highlight(text, language) == expected


def test_a_concept_is_marked_in_another_language(mark):
    marked = mark("light weapons").highlight("Les armes légères ici", "fr")
    assert marked == "Les <mark>armes légères</mark> ici"


def test_the_snippet_shows_where_the_words_are(mark):
    text = "Nothing to see. " * 40 + "The rifle and the depot. " + "Nothing more. " * 40
    snippet = mark("rifle depot").snippet(text, "en")
    assert "<mark>rifle</mark> and the <mark>depot</mark>" in snippet
    assert snippet.startswith("… ")
    assert snippet.endswith(" …")
    assert len(snippet) < 320


def test_a_short_text_is_its_own_snippet(mark):
    assert mark("rifle").snippet("A rifle", "en") == "A <mark>rifle</mark>"


@given(st.text(), st.text(), st.sampled_from(["en", "fr", "ar", "zh"]))
def test_marking_adds_nothing_but_marks(mark, query, text, language):
    marked = mark(query, language).highlight(text, language)
    bare = marked.replace("<mark>", "").replace("</mark>", "")
    assert "<" not in bare
    assert mark("", language).highlight(text, language) == bare
