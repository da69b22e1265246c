"""Reads to whom an offer is limited in its own words, beside the lists it was filed with."""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from .phrases import LANGUAGES, Mention, Phrasebook
from .reading import RULED_OUT, Sentence, sentences
from .rows import Country, OfferRow, World

GROUPS = {
    "least_developed": "ldc",
    "landlocked": "lldc",
    "small_islands": "sids",
    "developing": "oda",
}
TELLING_ACRONYM = 4  # letters; shorter ones are words of some language
RUSSIAN_ENDINGS = ("", *"аяоеиыуюй", "ом", "ем", "ой", "ей", "ами", "ями", "ии", "ию", "ией")


class Atlas:
    """Finds the States and bodies a text names."""

    def __init__(self, world: World) -> None:
        self.world = world
        self._book = Phrasebook(_names(world), open_from=99)

    def limits(self, offer: OfferRow) -> "Limits":
        """Read the words of an offer that say who may and who may not receive."""
        found = Limits()
        for text in (offer.title, offer.description, offer.conditions):
            for sentence in sentences(text, offer.language):
                places = [m for m in self._book.find(sentence.text) if m.code != offer.owner]
                self._read(sentence, places, found)
        if found.nowhere_else and found.named:
            found.allow(frozenset(found.named))
        return found

    def _read(self, sentence: Sentence, places: list[Mention], found: "Limits") -> None:
        countries = {m.code for m in places if m.code in self.world.countries}
        if sentence.said("refused_place"):
            found.blocked |= self._beside(sentence, places, "refused_place") & countries
        else:
            found.named |= countries
        if sentence.said("elsewhere") and sentence.said(*RULED_OUT):
            found.nowhere_else = True
        if allowed := self._allowed(sentence, places):
            found.allow(allowed)

    def _beside(self, sentence: Sentence, places: Iterable[Mention], code: str) -> set[str]:
        scopes = [sentence.scope(signal.start) for signal in sentence.said(code)]
        return {m.code for m in places if any(m.start in scope for scope in scopes)}

    def _allowed(self, sentence: Sentence, places: Iterable[Mention]) -> frozenset[str]:
        """Give the States a clause restricts an offer to; who pays for travel is no restriction."""
        members: set[str] = set()
        for signal in sentence.said("restriction"):
            scope = sentence.scope(signal.start)
            said = {s.code for s in sentence.signals if s.start in scope}
            if said & {"costs", *RULED_OUT}:
                continue
            members.update(*(self._group(code) for code in said & GROUPS.keys()))
            if any(mention.start in scope for mention in places):
                members.update(*(self._members(mention.code) for mention in places))
        return frozenset(members)

    def _members(self, code: str) -> frozenset[str]:
        return self.world.bodies.get(code) or frozenset({code} & self.world.countries.keys())

    @lru_cache(maxsize=8)  # noqa: B019  one atlas lives as long as the process
    def _group(self, code: str) -> frozenset[str]:
        flag = GROUPS[code]
        return frozenset(iso for iso, c in self.world.countries.items() if getattr(c, flag))


class Limits:
    """The States an offer's words allow, block or name."""

    def __init__(self) -> None:
        self.allowed: frozenset[str] | None = None
        self.blocked: set[str] = set()
        self.named: set[str] = set()
        self.nowhere_else = False

    def allow(self, members: frozenset[str]) -> None:
        """Keep only these States, and those an earlier sentence kept."""
        self.allowed = members if self.allowed is None else self.allowed & members

    def admits(self, iso3: str) -> bool:
        """Tell whether the words let this State receive."""
        return iso3 not in self.blocked and (self.allowed is None or iso3 in self.allowed)


def _names(world: World) -> Iterator[tuple[str, dict[str, list[str]]]]:
    for iso3, country in world.countries.items():
        yield iso3, {language: list(_forms(country, language)) for language in country.names}
    for code, members in world.bodies.items():
        if members and len(code) >= TELLING_ACRONYM:
            yield code, {language: [code.replace("_", " ")] for language in LANGUAGES}


def _forms(country: Country, language: str) -> Iterator[str]:
    name = country.names[language].split("(")[0].strip()
    if name:
        yield name
    if language == "ru" and len(name) > 4 and " " not in name:
        bare = name.rstrip("аяоеиыйь")
        yield from (bare + ending for ending in RUSSIAN_ENDINGS)
