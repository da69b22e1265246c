"""Sentences that tell of a need, and sentences that only look like it."""

import json
from pathlib import Path

import pytest

from matchmaking.reports.reader.hidden import hidden_in

SENTENCES = json.loads((Path(__file__).parent / "sentences.json").read_text(encoding="utf-8"))


def cases(kind):
    return [(language, text) for language, group in SENTENCES.items() for text in group[kind]]


@pytest.mark.parametrize(("language", "text"), cases("need"))
def test_a_lack_or_a_wish_is_a_need(language, text):
    assert hidden_in(text, language).is_need


@pytest.mark.parametrize(("language", "text"), cases("other"))
def test_what_others_must_do_or_was_received_or_paid_is_no_need(language, text):
    assert not hidden_in(text, language).is_need


def test_a_lack_that_the_next_sentence_solves_is_no_need():
    text = "Eleven stations had no separate strongroom."
    after = (
        "The Ministry has put those eleven stations on the building list and money has been voted."
    )
    assert not hidden_in(text, "en", after).is_need
