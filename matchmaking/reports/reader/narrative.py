"""Reports without the template: headings make the references, paragraphs hold the needs."""

import re
from dataclasses import dataclass, field

from matchmaking.reports.reader import cues, template
from matchmaking.reports.reader.classify import themes_in
from matchmaking.reports.reader.document import Joined, Line, join
from matchmaking.reports.reader.hidden import hidden_in
from matchmaking.reports.reader.labels import plain
from matchmaking.reports.reader.needs import Draft, Frame
from matchmaking.reports.reader.splitting import requests_in, sentences
from matchmaking.reports.reader.structure import Item
from matchmaking.reports.reader.types import Candidate

_NUMBER = re.compile(
    r"^(?:([A-ZА-ЯIVX]{1,4})|(\d{1,2}(?:\.\d{1,2})*)|([一二三四五六七八九十]+)|[(（]([一二三四五六七八九十\d]+|[a-z])[)）]|([أ-ي]))\s?[.)、:،-]?\s+?(?=\S)|^([一二三四五六七八九十]+)、|^[(（]([一二三四五六七八九十]+)[)）]|^(\d{1,2})[.、)]"
)
SHORT = 90
SURE = 0.9


@dataclass
class Chapter:
    """A heading with its paragraphs."""

    ref: str
    title: str
    asks: bool
    proposal: bool | None = None
    paragraphs: list[list[Line]] = field(default_factory=list)


def chapters(lines: list[Line], language: str) -> list[Chapter]:
    """Part a report by its headings."""
    found: list[Chapter] = [Chapter("", "", asks=False)]
    letters = ""
    before = ""
    for line in lines:
        if _is_title(line, before):
            mark, title = _mark(line.text)
            if mark and not mark[0].isdigit():
                letters, ref = mark, mark
            else:
                ref = ".".join(part for part in (letters, mark) if part) or title
            asks = _asks(title, language)
            found.append(Chapter(ref, title, asks=asks))
        elif line.text:
            _add(found[-1], line)
        before = line.text or before
    return found


def _is_title(line: Line, before: str) -> bool:
    if line.heading:
        return True
    text = line.text.strip()
    bold = "Bold" in line.style
    numbered = bool(_NUMBER.match(text))
    short = len(text) < SHORT and not text.endswith((".", "。", ";", "；", ",", ":", "：", "؛"))
    apart = line.starts_cell or before.endswith((".", "。", "؟", ";", "；"))
    apart = apart and not line.bullet and (line.fill < 0.9 or not line.wrapped)
    return short and (bold or (numbered and apart))


def _mark(text: str) -> tuple[str, str]:
    match = _NUMBER.match(text)
    if not match:
        return "", text
    mark = next((group for group in match.groups() if group), "")
    return mark, text[match.end() :].strip(" .、:")


def _asks(title: str, language: str) -> bool:
    return cues.has("assistance_heading", title, language) and not cues.has(
        "no_heading", title, language
    )


def _add(chapter: Chapter, line: Line) -> None:
    listed = bool(
        re.match(r"^(?:[-–—•·▪●*]|[(（]?(?:[a-hа-з]|\d{1,2}|[ivx]{1,4})[)）.、])\s", line.text)
    )
    fresh = line.bullet or listed or (line.starts_cell if line.wrapped else True)
    if fresh or not chapter.paragraphs:
        chapter.paragraphs.append([])
    chapter.paragraphs[-1].append(line)


def narrative_needs(lines: list[Line], frame: Frame) -> list[Candidate]:
    """Draw needs out of running text."""
    found: list[Candidate] = []
    for chapter in chapters(lines, frame.language):
        whole = " ".join(line.text for paragraph in chapter.paragraphs for line in paragraph)
        if chapter.asks and cues.has("no_proposal", whole, frame.language):
            chapter.proposal = False
        for paragraph in chapter.paragraphs:
            said = join(paragraph)
            item = Item(chapter.ref, "other", "", chapter.title, paragraph[:1])
            item.section = template.section_named(chapter.title, 80) or ""
            prior = () if item.section else tuple(themes_in(chapter.title, frame.language))
            draft = Draft(item, item, said, chapter.asks, chapter.proposal, prior)
            drawn = _asked(draft, said, frame) if chapter.asks else _told(draft, said, frame)
            found += drawn
    return found


def _asked(draft: Draft, said: Joined, frame: Frame) -> list[Candidate]:
    """Take each entry of a list of requests."""
    kept = _without_bullet(said)
    if not _is_request(kept.text, frame.language):
        return []
    parts = requests_in(kept, frame.language)
    return [draft.candidate(part, frame, SURE, ["assistance_section"], None) for part in parts]


def _is_request(text: str, language: str) -> bool:
    """Tell an entry that asks for something from a remark about the list."""
    if text.endswith((":", "：")) or not draft_kinds(text, language):
        return False
    asks = cues.has("want", text, language) or cues.has("lack", text, language)
    remark = cues.has("solved", text, language) or cues.has("finite", text, language)
    return (asks or not remark) and not cues.has("no_proposal", text, language)


def draft_kinds(text: str, language: str) -> bool:
    """Tell whether a text names anything that can be given."""
    folded = plain(text)
    return any(words.search(folded) for words in cues.kinds(language).values())


def _without_bullet(said: Joined) -> Joined:
    match = re.match(r"^(?:[-–—•·▪●*]\s*)", said.text)
    return said.part(match.end(), len(said.text)) if match else said


def _told(draft: Draft, said: Joined, frame: Frame) -> list[Candidate]:
    found = []
    told = sentences(said)
    for number, sentence in enumerate(told):
        after = told[number + 1].text if number + 1 < len(told) else ""
        verdict = hidden_in(sentence.text, frame.language, after)
        if verdict.is_need:
            why = list(verdict.why)
            found.append(draft.candidate(sentence, frame, verdict.confidence, why, None))
    return found
