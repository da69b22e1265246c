"""Sentences of a report that tell of assistance received, or of a thing done by other means."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Protocol

from rapidfuzz import fuzz

from matchmaking.reports.comparing.types import Ask, Text
from matchmaking.reports.reader import template
from matchmaking.reports.reader.answers import chosen
from matchmaking.reports.reader.classify import kinds_in, themes_in
from matchmaking.reports.reader.cues import LANGUAGES, pattern
from matchmaking.reports.reader.document import Line, join
from matchmaking.reports.reader.labels import plain
from matchmaking.reports.reader.quantities import quantity_in
from matchmaking.reports.reader.splitting import sentences

CUES = Path(__file__).with_name("received.json")
ALIKE = 84
_PARTS = re.compile(r"[;；؛]\s*(?=\(?(?:[a-eа-д]|[أ-ي]|هـ)\s?[).）])")
_LABEL = re.compile(r"^\s*\(?(?:[a-eа-д]|[أ-ي]|هـ)\s?[).）]\s*([^:：]{3,90})[:：]\s*")


class Passage(Protocol):
    """A piece of a report's text, in reading order."""

    number: int
    page: int | None
    ref: str
    text: str


@dataclass(frozen=True)
class Told:
    """A sentence that tells of something received or done."""

    number: int
    page: int | None
    ask: Ask
    is_partial: bool = False

    @property
    def words(self) -> str:
        """The sentence as the report has it."""
        return self.ask.text.words


def told_in(passages: Iterable[Passage], language: str, state: str | None = None) -> list[Told]:
    """Return what a report says was received or done, in the order of the report."""
    language = language if language in LANGUAGES else "en"
    found: list[Told] = []
    for ref, group in groupby(passages, key=lambda passage: passage.ref):
        for number, page, words in _sentences(list(group), ref, language):
            found.append(_told(len(found), number, page, words, language, state))
    return found


def _sentences(
    group: list[Passage], ref: str, language: str
) -> Iterator[tuple[int, int | None, str]]:
    """Yield what one answer tells of something done, each sentence with its place."""
    is_received = "." in ref and chosen("received", group[0].text)
    activities = list(_activities(group, language)) if is_received else []
    if activities:
        yield from activities
        return
    for run in _runs(group):
        lines = [Line(passage.text, passage.page, wrapped=True) for passage in run]
        places = {id(line): passage for line, passage in zip(lines, run, strict=True)}
        for sentence in sentences(join(lines)):
            if is_done(sentence.text, language):
                first = places[id(sentence.spans[0].line)]
                yield first.number, first.page, sentence.text


def _runs(group: list[Passage]) -> list[list[Passage]]:
    """Part passages that are paragraphs; those of a page are its lines and run on."""
    return [group] if group[0].page else [[passage] for passage in group]


def _activities(group: list[Passage], language: str) -> Iterator[tuple[int, int | None, str]]:
    """Yield what the assistance was, out of a received area of the form's own table."""
    for passage in group[1:]:
        for part in _PARTS.split(passage.text):
            if _is_activity(part, language):
                yield passage.number, passage.page, _LABEL.sub("", part)


def _is_activity(text: str, language: str) -> bool:
    """Say whether a line of the table says what the assistance was, not from whom or how long."""
    label = _LABEL.match(text)
    names = template.wording()["activity"].get(language, ())
    return label is not None and any(
        fuzz.ratio(plain(name), plain(label[1])) > ALIKE for name in names
    )


def is_done(text: str, language: str) -> bool:
    """Say whether a sentence tells of something received or done, and does not deny it."""
    folded = plain(text)
    if folded.endswith(("?", "？", "؟")):
        return False
    return bool(_cue("done", language).search(folded)) and not _cue("not", language).search(folded)


def _told(
    key: int, number: int, page: int | None, words: str, language: str, state: str | None
) -> Told:
    kinds = kinds_in(words, language)
    count = quantity_in(words, language, state, kinds)
    ask = Ask(
        key=key,
        texts=(Text(words, language),),
        themes=tuple(themes_in(words, language, (), kinds)),
        kinds=tuple(kinds),
        quantities=(Decimal(str(count[0])),) if count else (),
    )
    return Told(number, page, ask, bool(_cue("partly", language).search(plain(words))))


@cache
def _cue(name: str, language: str) -> re.Pattern[str]:
    return pattern(_words()[name][language], language)


@cache
def _words() -> dict[str, dict[str, list[str]]]:
    words: dict[str, dict[str, list[str]]] = json.loads(CUES.read_text(encoding="utf-8"))
    return words
