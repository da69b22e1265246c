"""Sums of money as a report writes them, with their currency."""

import re
from functools import cache

from matchmaking.reports.reader import cues
from matchmaking.reports.reader.labels import plain

NUMBER = (
    r"\d{1,3}(?:[.,' \u00a0\u202f\u066c]\d{3})+(?:[.,\u066b]\d{1,2})?(?!\d)|\d+(?:[.,\u066b]\d+)?"
)
_CLAUSE = re.compile(
    r"[;；؛。]|(?<!тыс)(?<!млн)(?<!млрд)(?<!долл)(?<!руб)(?<!approx)(?<!env)(?<!aprox)\.(?=\s)|,(?=\s\D)|，|،"
)


def digits(text: str) -> str:
    """Write Arabic-Indic and full-width digits as 0-9."""
    return "".join(str(int(c)) if c.isdigit() and c.isdecimal() else c for c in text)


def value_of(written: str) -> float:
    """Read 95.000, 340 000, 2,5 or 1,250,000.50 as a number."""
    tidy = re.sub(r"[' \u00a0\u202f\u066c]", "", written).replace("\u066b", ".")
    marks = re.findall(r"[.,]", tidy)
    if marks and re.search(rf"\{marks[-1]}\d{{1,2}}$", tidy):
        whole, _, part = tidy.rpartition(marks[-1])
        return float(f"{re.sub('[.,]', '', whole)}.{part}")
    return float(re.sub("[.,]", "", tidy))


def tidy(value: float) -> float:
    """Give whole numbers without a fraction."""
    return int(value) if value == int(value) else value


@cache
def _currency() -> re.Pattern[str]:
    data = cues.load("currencies.json")
    codes = "|".join(code.lower() for code in data["codes"])
    names = "|".join(f"(?P<n{i}>{words.lower()})" for i, (words, _) in enumerate(data["names"]))
    return re.compile(rf"(?<![a-z])(?P<code>{codes})(?![a-z])|{names}")


@cache
def _money() -> re.Pattern[str]:
    scales = sorted(cues.load("numbers.json")["scales"], key=len, reverse=True)
    scale = rf"(?:\s?(?P<scale>{'|'.join(scales)})(?![a-z])\.?)?"
    return re.compile(rf"(?P<number>{NUMBER}){scale}")


def amounts_in(text: str, state: str | None) -> list[tuple[float, str, int, int]]:
    """List sums: value, ISO currency, and where they stand in the folded text."""
    folded = digits(plain(text))
    found = []
    for match in _money().finditer(folded):
        before = folded[: match.start()].rstrip()
        after = folded[match.end() :]
        named = _named_after(after, state) or _named_before(before, state)
        if named:
            code, start, end = named
            scale = cues.load("numbers.json")["scales"].get(match["scale"] or "", 1)
            value = tidy(round(value_of(match["number"]) * scale, 2))
            found.append((value, code, match.start() - start, match.end() + end))
    return found


def _named_after(after: str, state: str | None) -> tuple[str, int, int] | None:
    # "40,000 new Ghana cedis", "180 millions de francs CFA": a few words may stand between.
    lead = re.match(
        r"[\s(]*(?:(?:de|d'|of|new|nouveaux|nuevos|[a-z]+an|[a-z]+ese|ghana)\s+){0,2}", after
    )
    at = lead.end() if lead else 0
    match = _currency().match(after, at)
    return (_code(match, state), 0, match.end()) if match else None


def _named_before(before: str, state: str | None) -> tuple[str, int, int] | None:
    tail = before[-24:]
    for match in _currency().finditer(tail):
        if not tail[match.end() :].strip(" :("):
            return _code(match, state), len(tail) - match.start() + 1, 0
    return None


def _code(match: re.Match[str], state: str | None) -> str:
    data = cues.load("currencies.json")
    if match["code"]:
        return str(match["code"].upper())
    index = next(i for i in range(len(data["names"])) if match[f"n{i}"])
    code = data["names"][index][1]
    if code in data["by_state"]:
        local = data["by_state"][code]
        return str(local.get(state, local.get("*", "USD" if code == "DOLLAR" else "XXX")))
    return str(code)


def amount_in(text: str, state: str | None, language: str) -> tuple[float, str] | None:
    """Give the sum asked for: not what the State already has."""
    for clause in _CLAUSE.split(digits(text)):
        found = amounts_in(clause, state)
        if found and not cues.has("solved", clause, language):
            value, code, _, _ = found[0]
            return None if code == "XXX" else (value, code)
    return None
