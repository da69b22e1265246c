"""How many of what: numbers in digits and in words, in six languages, with their unit."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from matchmaking.reports.reader import cues
from matchmaking.reports.reader.amounts import NUMBER, amounts_in, digits, tidy, value_of
from matchmaking.reports.reader.labels import plain

YEAR = range(1900, 2100)
ORDINAL_MARK = re.compile(r"^\s*[(（]?\s*(?:\d{1,2}|[a-z])\s*[)）.、]\s*")
CHINESE = "零一二三四五六七八九"
_CHINESE_NUMBER = re.compile(
    r"[一二两三四五六七八九十百千万零]+(?=[名人位台套辆个部艘支枝座处具只架条件份本枚])"
)
UNIT_ORDER = ("licence", "participant", "weapon", "site", "facility", "document", "item")
REACH = 34
# Chinese writes numbers and words together; elsewhere a number stands apart.
_DIGITS = re.compile(rf"(?<![a-zа-я\d.,/-])(?:{NUMBER})(?![\d/a-zа-я])(?!\.\d)")
# What is counted, by what is asked for: people are trained, licences are used.
PREFERRED = {
    "TRN": ("participant",),
    "FUN.TRAVEL": ("participant",),
    "MNT.REFRESH": ("participant",),
    "FEL": ("participant",),
    "EQP.RECSW": ("licence", "site"),
    "OPS.DESTR": ("weapon",),
    "OPS.MARK": ("weapon",),
}


def quantity_in(
    text: str, language: str, state: str | None, kinds: Sequence[str] = ()
) -> tuple[float, str] | None:
    """Give the count in a passage that is no year, sum, date or list number.

    The unit that suits the kind of assistance wins; otherwise the first count does.
    """
    folded = digits(plain(ORDINAL_MARK.sub("", text)))
    months = _months_of_expert(folded, language)
    if months:
        return months, "person-month"
    counts = list(_counts(folded, language, state))
    wanted = PREFERRED.get(kinds[0], PREFERRED.get(kinds[0][:3], ())) if kinds else ()
    fitting = [count for unit in wanted for count in counts if count[1] == unit]
    chosen = (fitting or counts)[:1]
    return chosen[0] if chosen else _dual(folded, language) or _single(folded, language)


def _counts(folded: str, language: str, state: str | None) -> Iterator[tuple[float, str]]:
    sums = [(start, end) for _, _, start, end in amounts_in(folded, state)]
    for value, start, end in _numbers(folded, language):
        after = folded[end : end + REACH]
        is_sum = any(start < last and end > first for first, last in sums)
        is_year = value in YEAR and not re.match(r"\s?[支件名台个]", after)
        if not is_sum and not is_year and not _is_time(after, language):
            yield tidy(value), _unit(after, language)


def _numbers(text: str, language: str) -> list[tuple[float, int, int]]:
    found = [
        (value_of(match[0]), match.start(), match.end()) for match in re.finditer(_DIGITS, text)
    ]
    found += _chinese(text) if language == "zh" else _worded(text, language)
    return sorted(found, key=lambda number: number[1])


@cache
def _word_pattern(language: str) -> re.Pattern[str]:
    words = sorted(cues.load("numbers.json")["words"][language], key=len, reverse=True)
    one = f"(?:{'|'.join(words)})"
    lead = "و?" if language == "ar" else ""
    join = {"es": r"(?: y |\s)", "ar": r"(?: و|\s)", "fr": r"(?:-et-| et |-|\s)"}
    return re.compile(rf"(?<!\w){lead}{one}(?:{join.get(language, r'(?:[- ]| and )')}{one})*(?!\w)")


def _worded(text: str, language: str) -> list[tuple[float, int, int]]:
    values = cues.load("numbers.json")["words"][language]
    found = []
    for match in _word_pattern(language).finditer(text):
        parts = _parts(match[0], values)
        # "a/one" is an article in the Romance languages, rarely a count.
        if parts == [1] and language in {"fr", "es"}:
            continue
        found.append((_composed(parts), match.start(), match.end()))
    return found


def _parts(words: str, values: dict[str, int]) -> list[int]:
    if words in values:
        return [values[words]]
    parts = []
    for word in re.split(r"[\s]+", words):
        for piece in [word] if word in values else re.split(r"-| ", word):
            known = piece if piece in values else piece.removeprefix("و")
            parts += [values[known]] if known in values else []
    return parts


def _composed(parts: list[int]) -> float:
    total = current = 0
    for part in parts:
        if part == 1000:
            total, current = total + (current or 1) * 1000, 0
        elif part == 100:
            current = (current or 1) * 100
        else:
            current += part
    return float(total + current)


def _chinese(text: str) -> list[tuple[float, int, int]]:
    return [
        (chinese_value(match[0]), match.start(), match.end())
        for match in _CHINESE_NUMBER.finditer(text)
    ]


def chinese_value(written: str) -> float:
    """Read a number written in Chinese characters."""
    total = section = digit = 0
    for char in written.replace("两", "二"):
        if char in CHINESE:
            digit = CHINESE.index(char)
        elif char == "万":
            total, section, digit = (total + section + digit) * 10000, 0, 0
        else:
            section += (digit or 1) * {"十": 10, "百": 100, "千": 1000}[char]
            digit = 0
    return float(total + section + digit)


@cache
def _units(name: str, language: str) -> re.Pattern[str]:
    data = cues.load("numbers.json")
    source = data["units"][name] if name in data["units"] else data[name]
    return cues.pattern(source.get(language, []), language)


def _is_time(after: str, language: str) -> bool:
    match = _units("time", language).search(after)
    if match is None:
        return False
    return len(after[: match.start()].split()) <= 1 and match.start() < 12


def _unit(after: str, language: str) -> str:
    """Name the unit that follows a number most closely."""
    places = {}
    for name in UNIT_ORDER[:-1]:
        match = _units(name, language).search(after)
        if match:
            places[name] = match.start()
    return min(places, key=lambda name: places[name]) if places else "item"


def _months_of_expert(folded: str, language: str) -> float | None:
    expert = _units("seconded", language).search(folded)
    if not expert:
        return None
    for value, _, end in _numbers(folded, language):
        after = folded[end : end + 14].lstrip(" -")
        if _units("person-month", language).match(after):
            return tidy(value)
    return None


def _dual(folded: str, language: str) -> tuple[float, str] | None:
    dual = cues.load("numbers.json")["dual"].get(language)
    return (2, "item") if dual and cues.pattern(dual, language).search(folded) else None


def _single(folded: str, language: str) -> tuple[float, str] | None:
    """Count one where a single machine is spoken of."""
    article = re.compile("|".join(cues.load("numbers.json")["single"][language]))
    for code, words in cues.kinds(language).items():
        match = words.search(folded) if code.startswith("EQP.") else None
        if match is None or match[0].endswith("s"):
            continue
        inside = re.search(r"\b(?:d'un|d'une|de una?|of an?) ", match[0])
        # Arabic puts "the only" after the thing.
        around = folded if language == "ar" else folded[: match.start()]
        if inside or article.search(around):
            return 1, "facility" if code == "EQP.ARMORY" else "item"
    return None
