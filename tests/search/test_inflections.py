"""Terms of the field in the forms in which people write them, not only as the thesaurus does."""

import pytest

from search import SearchDoc
from search.lexicon import Lexicon
from search.stemming import words

# (how it is written, the term it names)
INFLECTED = {
    "en": [
        ("a marking machine", "C103"),
        ("marking machines for the police", "C103"),
        ("the light weapon", "C003"),
        ("unique marks and unique markings", "C097"),
        ("obliterated marks", "C106"),
        ("export licenses", "C047"),
        ("authorisation of the export; export authorisations", "C047"),
        ("demilitarising: the demilitarisation of ammunition", "C086"),
        ("a laser marker: laser markings", "C104"),
    ],
    "fr": [
        ("deux machines de marquage", "C103"),
        ("la machine à marquer, des machines à marquer", "C103"),
        ("une arme légère", "C003"),
        ("l'arme à feu, d'armes à feu", "C004"),
        ("les marquages uniques", "C097"),
        ("marques effacées", "C106"),
    ],
    "es": [
        ("máquinas de marcado", "C103"),
        ("las máquinas marcadoras", "C103"),
        ("un arma ligera", "C003"),
        ("las armas de fuego", "C004"),
        ("marcas únicas", "C097"),
        ("la marca borrada, marcas borradas", "C106"),
    ],
    "ru": [
        ("маркировочные станки", "C103"),
        ("с маркировочным станком", "C103"),
        ("маркировочных машин", "C103"),
        ("огнестрельного оружия", "C004"),
        ("легких вооружений", "C003"),
        ("стёртые маркировки", "C106"),
    ],
    "ar": [
        ("آلات الوسم", "C103"),
        ("الآلات للوسم", "C103"),
        ("آلة لوسم الأسلحة", "C103"),
        ("بآلات وضع العلامات", "C103"),
        ("وآلة الوسم", "C103"),
        ("الأسلحة النارية", "C004"),
        ("السلاح الناري", "C004"),
        ("سلاح صغير", "C002"),
        ("بالسلاح الخفيف", "C003"),
        ("العلامة المطموسة", "C106"),
        ("العلامات المميزة", "C097"),
    ],
    "zh": [
        ("打标机器", "C103"),
        ("标识的设备", "C103"),
        ("小武器与轻武器", "C001"),
        ("小武器及轻武器", "C001"),
        ("唯一的标识", "C097"),
        ("激光的打标", "C104"),
    ],
}
ORDINARY = {
    "en": "The general was marked by light rain over a small light arm chair and a laser show.",
    "fr": "Il marque une pause légère; à part le feu de la cheminée, une machine à café.",
    "es": "Una marca de café y una máquina de coser junto al fuego ligero.",
    "ru": "Легкая музыка, машинное отделение и станок для печати книг.",
    "ar": "الآن وضعت العلامة في كتاب صغير ثم خفف السير في الشارع.",
    "zh": "他的小车很轻, 设备的标准和武汉的天气.",
}
CASES = [(language, text, code) for language, rows in INFLECTED.items() for text, code in rows]


@pytest.mark.parametrize(("language", "text", "code"), CASES)
def test_a_term_is_recognised_in_its_inflected_forms(analyser, language, text, code):
    assert f"c_{code.lower()}" in analyser.analyse(text, language).concepts


@pytest.mark.parametrize("language", ORDINARY)
def test_ordinary_words_name_no_term_of_several_words(analyser, language):
    stems = analyser.analyse(ORDINARY[language], language).stems
    spans = analyser.lexicon.find(stems, language)
    assert [(stems[a:b], codes) for a, b, codes in spans if b - a > 1] == []


def test_the_label_itself_is_preferred_to_a_looser_reading():
    rows = [{"id": "A", "pref_en": "export license"}, {"id": "B", "pref_en": "export licence"}]
    lexicon = Lexicon.from_rows(rows)
    stems = [word.stem for word in words("export licence", "en")]
    assert [span.codes for span in lexicon.find(stems, "en")] == [("B",)]


@pytest.mark.parametrize("text", ["آلات الوسم", "بآلات الوسم", "آلة لوسم"])
def test_an_arabic_question_in_the_plural_asks_for_the_term(analyser, text):
    assert "c_c103" in analyser.analyse_query(text, "ar").tokens


def test_a_question_for_machines_in_arabic_finds_papers_in_other_languages(shelf):
    shelf.put(
        SearchDoc("paper", 1, "en", "Three marking machines", visibility=["public"]),
        SearchDoc("paper", 2, "fr", "Une machine de marquage", visibility=["public"]),
        SearchDoc("paper", 3, "en", "Safes for a depot", visibility=["public"]),
    )
    assert set(shelf.find("آلات الوسم", language="ar").ids) == {1, 2}
