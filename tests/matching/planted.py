"""Requests and offers with planted copies, to measure how well duplicates are found.

A copy says the same of the same thing, for the same institution and place: in other words, in
another language, cut short, or with another quantity. Everything else is none, however alike:
the same State and theme but another thing, the same thing for other people elsewhere.
"""

import csv
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

from matchmaking.matching.engine import Eligibility, LineRow, NeedRow, OfferRow
from matchmaking.matching.judged import SHIPPED, read_collection

LANGUAGES = ("en", "fr", "es", "ru", "ar", "zh")
COPIES = ("reworded", "translated", "shortened", "requantified")
REGIONS = ("002", "142", "019", "150", "009")


@dataclass(frozen=True)
class Facts:
    """What a record says, before it is put into words."""

    owner: str
    thing: str
    who: str
    where: str
    quantity: int
    starts_on: date
    days: int
    reasons: tuple[str, ...]
    region: str = ""


@dataclass(frozen=True)
class Planted:
    """Records, and the pairs of ids that are copies, with how they were made."""

    rows: list[Any]
    copies: dict[frozenset[int], str]


def needs(size: int, share: float = 0.05, seed: int = 1) -> Planted:
    """Make `size` requests of which a `share` are copies of others."""
    return _planted(size, share, seed, _need, states())


def offers(size: int, share: float = 0.05, seed: int = 2) -> Planted:
    """Make `size` offers; half of the copies are made by another donor."""
    donors = [f"Donor {n}" for n in range(150)]
    return _planted(size, share, seed, _offer, donors)


@cache
def states() -> list[str]:
    """Return the codes of all States."""
    path = SHIPPED.parents[2] / "vocabulary" / "data" / "countries.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return sorted(row["iso3"] for row in csv.DictReader(file))


def _planted(size: int, share: float, seed: int, make: Any, owners: list[str]) -> Planted:
    chance = random.Random(seed)
    number = round(size * share)
    facts = _different(size - number, chance, owners)
    rows = [make(n, one, chance.choice(LANGUAGES), chance) for n, one in enumerate(facts)]
    copies: dict[frozenset[int], str] = {}
    for n, at in enumerate(chance.sample(range(len(facts)), number)):
        how = COPIES[n % len(COPIES)]
        pk = len(rows)
        rows.append(_copy(pk, facts[at], rows[at], how, chance, make, owners))
        copies[frozenset({at, pk})] = how
    return Planted(rows, copies)


def _different(size: int, chance: random.Random, owners: list[str]) -> list[Facts]:
    """Return facts of which no owner has the same thing for the same institution twice."""
    each = -(-size // len(owners))
    every = list(product(_slot("thing"), _slot("who")))
    found = [
        Facts(
            owner,
            thing,
            who,
            chance.choice(list(_slot("where"))),
            chance.choice((2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 24, 30, 38, 45, 60, 80, 120, 200)),
            date(2027, 1, 1) + timedelta(days=30 * chance.randrange(12)),
            30 * chance.randrange(6, 24),
            tuple(chance.sample(list(_slot("why")), 4)),
            chance.choice(REGIONS),
        )
        for owner in owners
        for thing, who in chance.sample(every, each)
    ]
    return chance.sample(found, size)


def _copy(
    pk: int, facts: Facts, row: Any, how: str, chance: random.Random, make: Any, owners: list[str]
) -> Any:
    language = row.language
    if make is _offer and chance.random() < 0.5:
        facts = replace(facts, owner=chance.choice([o for o in owners if o != facts.owner]))
    if how == "translated":
        language = chance.choice([code for code in LANGUAGES if code != language])
    if how == "requantified":
        facts = replace(facts, quantity=facts.quantity * 2 + 1)
    if how == "shortened":
        facts = replace(facts, reasons=facts.reasons[:1])
    if how == "reworded":
        facts = replace(facts, reasons=(*facts.reasons[1:], chance.choice(list(_slot("why")))))
    shift = timedelta(days=30 * chance.choice((0, 0, 1, 6)))
    copy = make(pk, replace(facts, starts_on=facts.starts_on + shift), language, chance)
    if how != "translated":
        copy = replace(copy, description=_worn(copy.description, language, chance))
    return replace(copy, lines=copy.lines[:1]) if how == "shortened" else copy


def _worn(text: str, language: str, chance: random.Random) -> str:
    """Drop about one word in ten, and say the sentences in another order."""
    if language == "zh":
        return "。".join(chance.sample(parts := text.split("。"), len(parts)))
    sentences = [part for part in text.split(". ") if part]
    chance.shuffle(sentences)
    kept = [
        " ".join(word for word in sentence.split() if chance.random() > 0.1 or word.isdigit())
        for sentence in sentences
    ]
    return ". ".join(kept)


def _need(pk: int, facts: Facts, language: str, chance: random.Random) -> NeedRow:
    text = _said("ask", facts, language, chance)
    ends_on = facts.starts_on + timedelta(days=facts.days)
    return NeedRow(
        id=pk,
        state=facts.owner,
        language=language,
        title=_title(facts, language, chance),
        description=text,
        themes=(_slot("thing")[facts.thing]["theme"],),
        lines=_lines(facts, language),
        starts_on=facts.starts_on,
        ends_on=ends_on,
    )


def _offer(pk: int, facts: Facts, language: str, chance: random.Random) -> OfferRow:
    return OfferRow(
        id=pk,
        owner=facts.owner,
        language=language,
        title=_title(facts, language, chance),
        description=_said("give", facts, language, chance),
        themes=(_slot("thing")[facts.thing]["theme"],),
        lines=_lines(facts, language),
        eligible=Eligibility(m49_regions=(facts.region,)),
        opens_on=facts.starts_on,
        closes_on=facts.starts_on + timedelta(days=facts.days),
    )


def _said(opening: str, facts: Facts, language: str, chance: random.Random) -> str:
    form = chance.choice(list(_slot(opening).values()))[language]
    words = {
        "thing": _slot("thing")[facts.thing][language],
        "who": _slot("who")[facts.who][language],
        "where": _slot("where")[facts.where][language],
        "n": facts.quantity,
    }
    reasons = [_slot("why")[code][language] for code in facts.reasons]
    chance.shuffle(reasons)
    return ("" if language == "zh" else " ").join([form.format(**words), *reasons])


def _title(facts: Facts, language: str, chance: random.Random) -> str:
    thing, who = _slot("thing")[facts.thing][language], _slot("who")[facts.who][language]
    return chance.choice((thing, f"{thing} – {who}", f"{who}: {thing}"))[:200]


def _lines(facts: Facts, language: str) -> tuple[LineRow, ...]:
    kind = _slot("thing")[facts.thing]["kind"]
    main = LineRow(kind, facts.quantity, "", _slot("thing")[facts.thing][language])
    return (main, LineRow("TRN.COURSE", 10)) if kind.startswith("EQP") else (main,)


@cache
def _slot(name: str) -> dict[str, dict[str, str]]:
    path = Path(__file__).parent / "data" / "planted.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return {row["code"]: row for row in csv.DictReader(file) if row["slot"] == name}


def worn_examples(seed: int = 3) -> Iterator[tuple[Any, Any]]:
    """Yield each judged request and offer with a copy that lost every tenth word."""
    collection, chance = read_collection(SHIPPED), random.Random(seed)
    for row in (*collection.needs, *collection.offers):
        yield row, replace(row, description=_worn(row.description, row.language, chance))
