"""What the words of a record already say, so that it can be put into the field it belongs to.

A passage is only ever offered to the author, never taken over unasked: what is found here may
be a misreading, and what is not found may still be there.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import pairwise

from matchmaking.coaching.periods import windows
from matchmaking.coaching.words import (
    LANGUAGES,
    Number,
    Passage,
    Words,
    follows,
    kinds_of,
    numbers_in,
    pattern,
    sentence_around,
    source,
    stands_before,
    tidy,
)

MOST = 3  # more passages of one sort would bury the rest of the advice
YEARS = range(1900, 2101)
NOUNS_LAST = ("en", "ru")  # adjectives stand between a number and what it counts
UNIT_REACH = 4  # words within which the thing counted follows its number
CAPITAL = r"[A-ZÀ-ÞА-Я][\w'-]*"
NAME = rf"{CAPITAL}(?: {CAPITAL}){{0,3}}"
OF = r" (?:of|for|de la|de l'|de los|de las|del|de|du|des|d') ?(?:the )?"
LIST = r"(?:, | (?:and|et|y|e|и) )"
ARTICLE = re.compile(r"^(?:The|Le|La|Les|L'|El|Los|Las) ?(?=[A-ZÀ-Þa-zà-þ])")
NO_PLACE_SIGNS = (
    "各的在和为及名全由从向对是有"  # words that stand before a noun, and are no part of it
)


Finder = Callable[[Words], Iterator[Passage]]


def read(words: Words, what: str) -> list[Passage]:
    """Return the passages that answer the question `what`, at most a few."""
    finder = FINDERS.get(what)
    if finder is None or words.language not in LANGUAGES:
        return []
    found: dict[str, Passage] = {}
    for passage in finder(words):
        found.setdefault(passage.text.lower(), passage)
        if len(found) == MOST:
            break
    return list(found.values())


def words_of(language: str, parts: Iterable[str], ignored: Iterable[str] = ()) -> Words:
    """Prepare the parts of a record for reading."""
    text = "\n".join(tidy(part) for part in parts if part)
    return Words(language, text, frozenset(name.lower() for name in ignored if name))


def vague_phrases(words: Words) -> list[str]:
    """Return the phrases that say nothing a donor could act on.

    A phrase in a sentence that counts something is no fault: "capacity building for 24 officers".
    """
    if words.language not in LANGUAGES:
        return []
    counted = [n.start for n in numbers_in(words.text, words.language) if n.value not in YEARS]
    found: dict[str, str] = {}
    for match in pattern("vague", words.language).finditer(words.text):
        start, end = sentence_around(words.text, match.start())
        if not any(start <= position < end for position in counted):
            found.setdefault(match.group().lower(), match.group())
    return list(found.values())


def _quantities(words: Words) -> Iterator[Passage]:
    """Yield counts of things: no year, sum, date, share, duration or number of an article."""
    for number in numbers_in(words.text, words.language):
        if _is_no_count(number, words):
            continue
        end, unit = _unit_after(number, words)
        if unit:
            value = {"quantity": _whole(number.value), "unit": unit}
            yield Passage(words.text[number.start : end], value)


def _is_no_count(number: Number, words: Words) -> bool:
    text, language = words.text, words.language
    if text[number.end : number.end + 1] in ("-", "–") or number.value <= 0:
        return True
    return (
        any(follows(cue, text, number.end, language) for cue in ("percent", "measure", "month:"))
        or stands_before("not_counted", text, number.start, language)
        or _currency_at(number, words) != ""
    )


def _unit_after(number: Number, words: Words) -> tuple[int, str]:
    """Return where the thing counted ends, and what it is; nothing where that is in doubt."""
    if words.language == "zh":
        match = follows("counted", words.text, number.end, "zh")
        return (match.end(), match[1]) if match else (number.end, "")
    phrase = _PHRASE.match(words.text, number.end)
    if phrase is None:
        return number.end, ""
    length = _length_of_thing(phrase[1], number, words)
    unit = phrase[1][:length].strip()
    return phrase.start(1) + length, "" if len(unit) < 3 else unit


def _length_of_thing(phrase: str, number: Number, words: Words) -> int:
    things = list(pattern("counted", words.language).finditer(phrase))
    is_written_out = not words.text[number.start].isdigit()
    nouns_come_first = words.language not in NOUNS_LAST
    if things and not (things[0].start() and (nouns_come_first or number.value in YEARS)):
        # "38 police stations": other nouns and adjectives stand before the thing.
        is_pair = not nouns_come_first and len(things) > 1
        adjoins = is_pair and things[1].start() - things[0].end() <= 1
        return things[1].end() if adjoins else things[0].end()
    in_doubt = is_written_out or number.value in YEARS
    return 0 if in_doubt else len(phrase.split()[0])


_PHRASE = re.compile(
    r"[ \u00a0\u202f]+(?:de\s+|d'|من\s+)?(?!(?:and|or|et|ou|y|o|и|или)\s)"
    rf"([^\W\d_][\w'-]*(?:\s+[\w'-]+){{0,{UNIT_REACH - 1}}})"
)


def _whole(value: float) -> int | float:
    return int(value) if value.is_integer() else value


def _amounts(words: Words) -> Iterator[Passage]:
    for number in numbers_in(words.text, words.language):
        if (currency := _currency_at(number, words)) and number.value >= 1:
            value = {"amount": _whole(number.value), "currency": currency}
            yield Passage(_with_currency(number, words), value)


def _currency_at(number: Number, words: Words) -> str:
    codes = kinds_of("currency") if _money_near("currency:", number, words) else ()
    return next((code for code in codes if _money_near(f"currency:{code}", number, words)), "")


def _money_near(cue: str, number: Number, words: Words) -> bool:
    after = follows(cue, words.text, number.end, words.language)
    return bool(after) or stands_before(cue, words.text, number.start, words.language, reach=8)


def _with_currency(number: Number, words: Words) -> str:
    if match := follows("currency:", words.text, number.end, words.language):
        return words.text[number.start : match.end()].strip()
    return words.text[max(0, number.start - 5) : number.end].strip(" ,.;:(\n")


def _institutions(words: Words) -> Iterator[Passage]:
    for match in _institution(words.language).finditer(words.text):
        name = ARTICLE.sub("", match.group()).strip()
        if len(name.split()) > 1 or words.language == "zh":
            yield Passage(name, {"institution": name})


@lru_cache(maxsize=8)
def _institution(language: str) -> re.Pattern[str]:
    cue = source("institution", language)
    if language == "zh":
        return re.compile(rf"(?:国家|中央|海上|边境)?(?:{cue})")
    if language == "ar":
        # A name without article takes one noun after it: the ministry of the interior.
        article = rf"(?:{cue}) ال\w+(?: وال\w+)?"
        return re.compile(rf"(?<!\w)و?ال(?:لجنة|هيئة|مفوضية)(?: ال\w+){{1,2}}|{article}")
    if language == "ru":
        genitive = r" [а-я]+(?:ых|их|ой|ей|ого|ел|из|ции|ны|ств)(?!\w)"
        return re.compile(rf"(?i:{cue})(?:{genitive}){{1,3}}")
    tail = r"(?: (?:publique|nationale|pública|nacional)\b)?(?: Service| Force)?"
    before = rf"(?:{CAPITAL} ){{1,4}}(?i:{cue})(?:{OF}{NAME})?"
    after = rf"(?i:{cue})(?: {CAPITAL}){{0,3}}{OF}{NAME}|(?i:{cue})(?: {CAPITAL}){{1,3}}"
    return re.compile(rf"(?:{before}|{after}){tail}")


def _places(words: Words) -> Iterator[Passage]:
    for match in _place(words.language).finditer(words.text):
        name = (match.groupdict().get("name") or match.group()).strip(" ,")
        if not _is_no_place(name, words):
            yield Passage(name, {"place": name})


@lru_cache(maxsize=8)
def _place(language: str) -> re.Pattern[str]:
    noun, before = source("place_noun", language), source("place_before", language)
    if language == "zh":
        return re.compile(rf"[^\W{NO_PLACE_SIGNS}]{{2,3}}(?:{noun})(?![级长民内域])")
    if language == "ar":
        return re.compile(rf"(?<!\w)(?!و?ال)(?:{noun}) \w+")
    names = rf"{NAME}(?:{LIST}{NAME}){{0,4}}"
    if language == "ru":
        return re.compile(rf"\w+(?:ской|ская|ском|цкой) (?:{noun})|(?i:{before}) (?P<name>{names})")
    return re.compile(
        rf"(?:{CAPITAL} )+(?i:{noun})|(?i:{noun}){OF}{names}"
        rf"|(?:(?i:{before}) |d')(?:the |la |le |l')?(?P<name>{names})"
    )


def _is_no_place(name: str, words: Words) -> bool:
    if name.lower() in words.ignored or name.isupper() or name.endswith("地区"):
        return True
    cues = ("no_place", "institution", "month:", "language:")
    return any(pattern(cue, words.language).search(name) for cue in cues)


def _languages(words: Words) -> Iterator[Passage]:
    """Yield languages that are spoken of as languages: "taught in French", not "French firms"."""
    spoken = pattern("language:", words.language).search(words.text)
    for code in kinds_of("language") if spoken else ():
        for match in pattern(f"language:{code}", words.language).finditer(words.text):
            near = words.text[max(0, match.start() - 24) : match.end() + 16]
            if pattern("language_context", words.language).search(near):
                yield Passage(match.group(), {"language": code})
                break


def _goals(words: Words) -> Iterator[Passage]:
    """Yield shares that are to change: "from 8 % to 60 %", "at present 8 %, at least 60 %"."""
    shares = [
        number
        for number in numbers_in(words.text, words.language)
        if follows("percent", words.text, number.end, words.language)
    ]
    for first, second in pairwise(shares):
        between = words.text[first.end : second.start]
        if "\n" not in between and len(between) < 80:
            value = {"baseline": _whole(first.value), "target": _whole(second.value), "unit": "%"}
            yield Passage(_clause(words, first.start, second.end), value)
            return
    for share in shares:
        if stands_before("target", words.text, share.start, words.language, reach=24):
            value = {"target": _whole(share.value), "unit": "%"}
            yield Passage(_clause(words, share.start, share.end), value)
            return


def _clause(words: Words, start: int, end: int) -> str:
    first, last = sentence_around(words.text, start)
    return words.text[first : max(last, end)].strip()[:200]


def _said(cue: str) -> Finder:
    """Make a finder of sentences that speak of `cue`; there is nothing to take over."""

    def find(words: Words) -> Iterator[Passage]:
        for match in pattern(cue, words.language).finditer(words.text):
            start, end = sentence_around(words.text, match.start())
            yield Passage(words.text[start:end].strip()[:200], {})

    return find


def _plans(words: Words) -> Iterator[Passage]:
    for match in pattern("plan", words.language).finditer(words.text):
        tail = _PLAN_TAIL.match(words.text, match.end())
        name = match.group() + (tail[0] if tail else "")
        yield Passage(name.strip(), {"national_plan": name.strip()})


_PLAN_TAIL = re.compile(r"(?:\s+[^\W\d_][\w'-]*){0,6}?\s*\(?20\d\d(?:\s*[-–]\s*20\d\d)?\)?")

FINDERS: dict[str, Finder] = {
    "quantity": _quantities,
    "unit": _quantities,
    "institution": _institutions,
    "place": _places,
    "window": windows,
    "goal": _goals,
    "result": _said("result"),
    "plan": _plans,
    "language": _languages,
    "aftercare": _said("aftercare"),
    "cost": _amounts,
    "capacity": _quantities,
    "value": _amounts,
    "eligibility": _said("eligibility"),
    "languages": _languages,
    "channel": _said("channel"),
    "conditions": _said("condition"),
}
