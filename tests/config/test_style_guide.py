import json

import pytest

from config.style_guide import samples

PARTS = samples.words_in("en")["parts"]


@pytest.mark.parametrize("path", ["/style-guide/", "/ar/style-guide/"])
def test_the_style_guide_shows_every_part(client, path):
    text = client.get(path).text
    missing = [part for part in PARTS if f'id="{part}"' not in text]
    assert missing == []


def test_the_style_guide_asks_no_database(client, django_assert_num_queries, db):
    with django_assert_num_queries(0):
        client.get("/style-guide/")


def shape(value):
    if isinstance(value, dict):
        return {key: shape(part) for key, part in value.items()}
    return [shape(part) for part in value] if isinstance(value, list) else type(value)


def test_the_sample_says_the_same_things_in_both_languages():
    english, arabic = samples.words_in("en"), samples.words_in("ar")
    assert shape(english) == shape(arabic)


def test_languages_without_sample_words_see_the_english_ones():
    assert samples.words_in("fr")["title"] == samples.words_in("en")["title"]


def test_the_print_view_uses_the_print_sheet_on_the_screen(client):
    assert 'css/print.css" media="all"' in client.get("/style-guide/paper/").text
    assert 'css/print.css" media="print"' in client.get("/style-guide/").text


def test_the_sample_draft_counts_its_versions(client):
    answer = client.post("/style-guide/autosave/", {"version": "3", "text": "x"})
    assert json.loads(answer.content) == {"version": 4}
