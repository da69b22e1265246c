"""Cut an answer into sentences, and into the separate requests it holds."""

import re
from dataclasses import dataclass
from itertools import pairwise

from matchmaking.reports.reader import cues
from matchmaking.reports.reader.amounts import amounts_in
from matchmaking.reports.reader.classify import kinds_in
from matchmaking.reports.reader.document import Joined
from matchmaking.reports.reader.labels import plain

_SENTENCE = re.compile(
    r"(?<=[.!?؟])(?<!\b[A-ZА-Я]\.)(?<!\bno\.)(?<!\bNo\.)(?<!\bNos\.)(?<!\bart\.)\s+(?=[^\s\d.,;)]|\d)|(?<=[。！？])"
)
_LISTED = re.compile(
    r"(?:(?<=^)|(?<=[;；؛:：.,。\s]))(?=[(（]?(?:\d{1,2}|[a-hа-еأ-و]|i{1,3}|iv|v)[)）、]\s?\S)"
)
_SEMICOLON = re.compile(r"[;；؛]\s*")
_ABBREVIATIONS = re.compile(
    r"(?i)\b(?:no|nos|art|par|p|ej|approx|env|ca|incl|núm|ст|п|г|гг|т|тыс|млн|руб|долл|экз|см)\.$"
)


@dataclass(frozen=True)
class Part:
    """A piece of an answer: a request, or what is said around it."""

    text: Joined
    is_request: bool


def sentences(text: Joined) -> list[Joined]:
    """Cut text into sentences."""
    cuts = [0]
    for match in _SENTENCE.finditer(text.text):
        if not _ABBREVIATIONS.search(text.text[: match.start()]):
            cuts.append(match.end())
    cuts.append(len(text.text))
    return _pieces(text, cuts)


def _pieces(text: Joined, cuts: list[int]) -> list[Joined]:
    found = []
    for start, end in pairwise(cuts):
        piece = text.text[start:end]
        lead = len(piece) - len(piece.lstrip())
        if piece.strip():
            found.append(text.part(start + lead, start + len(piece.rstrip())))
    return found


def requests_in(text: Joined, language: str) -> list[Joined]:
    """Part an answer to "what kind of assistance" into its separate requests."""
    listed = [match.start() for match in _LISTED.finditer(text.text)]
    if len(listed) >= 2:
        return [_trimmed(piece) for piece in _pieces(text, [*listed, len(text.text)])]
    requests: list[Joined] = []
    for number, sentence in enumerate(sentences(text)):
        if number and not _adds(sentence, language):
            # A remark on cost or circumstances right after a lone request belongs to it.
            if len(requests) == 1 and number == 1 and not _is_aside(sentence, language):
                whole_end = text.text.index(sentence.text) + len(sentence.text)
                requests = [text.part(0, whole_end)]
            continue
        requests += _clauses(sentence, language)
    return requests or [text]


def _trimmed(piece: Joined) -> Joined:
    text = piece.text.rstrip(" ;；؛,،，")
    text = re.sub(r"[;；؛,،，]?\s+(?:and|et|y|и|و|和)$", "", text)
    return piece.part(0, len(text))


def _is_aside(sentence: Joined, language: str) -> bool:
    """Tell a sentence about other programmes, not about the request itself."""
    priced = amounts_in(sentence.text, None)
    return not priced and cues.has("solved", sentence.text, language)


def _adds(sentence: Joined, language: str) -> bool:
    """Tell whether a later sentence asks for something more."""
    text = sentence.text
    if not kinds_in(text, language) or cues.has("back", text, language):
        return False
    if cues.has("solved", text, language):
        return False
    finite = cues.has("finite", text, language)
    return not finite or cues.has("want", text, language) or cues.has("lack", text, language)


def _clauses(sentence: Joined, language: str) -> list[Joined]:
    cuts = [0, *(m.end() for m in _SEMICOLON.finditer(sentence.text)), len(sentence.text)]
    found: list[Joined] = []
    for piece in _pieces(sentence, cuts):
        alone = bool(found) and _is_thing(piece, language) and _is_thing(found[-1], language)
        if found and not alone:
            start = sentence.text.index(found[-1].text)
            end = sentence.text.index(piece.text) + len(piece.text)
            found[-1] = sentence.part(start, end)
        else:
            found.append(piece)
    return [half for piece in found for half in _halves(_trimmed(piece), language)]


def _is_thing(piece: Joined, language: str) -> bool:
    """Tell whether a clause names something that can be given, and does not just remark."""
    if not kinds_in(piece.text, language):
        return False
    finite = cues.has("finite", piece.text, language)
    return not finite or cues.has("want", piece.text, language)


def _halves(piece: Joined, language: str) -> list[Joined]:
    """Part "a law drafted and officers trained": two different kinds joined by "and"."""
    folded = plain(piece.text)
    if len(folded) != len(piece.text):
        # Folding changed the length: find the places in the text as it stands.
        folded = piece.text.casefold()
    for match in cues.cue("split", language).finditer(folded):
        left, right = piece.text[: match.start()], piece.text[match.end() :]
        if _differ(left, right, language):
            rest = piece.part(match.end(), len(piece.text))
            return [piece.part(0, match.start()), *_halves(rest, language)]
    return [piece]


def _differ(left: str, right: str, language: str) -> bool:
    """Tell whether the two sides ask for things of different families."""
    one, two = kinds_in(left, language), kinds_in(right, language)
    if not one or not two:
        return False
    # What the second half starts with decides: "..., with training" only adds to the first.
    first = {code.split(".")[0] for code in one}
    enough = len(right) > 24 or language == "zh"
    return enough and two[0].split(".")[0] not in first and not set(one) & set(two)
