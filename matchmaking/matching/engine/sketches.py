"""What is compared of a record to find another one that says the same, in whatever language."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from .numerals import numbers_in
from .phrases import cut
from .profiles import Analyser
from .reading import cue_book
from .rows import LineRow, NeedRow, OfferRow, RowId

LEAST_NUMBER = 2
MOST_REPEATS = 4  # saying a thing more often makes it no more telling


@dataclass(frozen=True, slots=True)
class Sketch:
    """A record in brief: its words in its own language, and what needs no language."""

    id: RowId
    owner: str
    language: str
    words: Mapping[str, float]  # stems with how often they occur
    concepts: Mapping[str, float]
    numbers: frozenset[float]
    kinds: frozenset[str]
    themes: frozenset[str]
    starts_on: date | None
    ends_on: date | None
    reach: frozenset[str]  # the States an offer is for; of a request the State that asks


class Sketcher:
    """Sketches rows with one analyser."""

    def __init__(self, analyser: Analyser) -> None:
        self.analyser = analyser

    def need(self, row: NeedRow) -> Sketch:
        """Sketch a request."""
        reach = frozenset({row.state})
        return self._sketch(row, row.state, row.starts_on, row.ends_on, reach)

    def offer(self, row: OfferRow, reach: Iterable[str]) -> Sketch:
        """Sketch an offer that is made to the States of `reach`."""
        return self._sketch(row, row.owner, row.opens_on, row.closes_on, frozenset(reach))

    def _sketch(
        self,
        row: NeedRow | OfferRow,
        owner: str,
        starts_on: date | None,
        ends_on: date | None,
        reach: frozenset[str],
    ) -> Sketch:
        text = f"{row.title}\n{row.description}"
        read, tokens = cut(text, row.language), self.analyser.analyse(text, row.language)
        stated = {line.quantity for line in row.lines if line.quantity}
        written = {value for *_, value in numbers_in(read)}
        return Sketch(
            id=row.id,
            owner=owner,
            language=row.language,
            words=_counted(tokens.stems),
            concepts=_counted(
                [*tokens.concepts, *(mention.code for mention in cue_book().find(read))]
            ),
            numbers=frozenset(n for n in stated | written if n >= LEAST_NUMBER),
            kinds=_kinds(row.lines),
            themes=frozenset(row.themes),
            starts_on=starts_on,
            ends_on=ends_on,
            reach=reach,
        )


def _counted(codes: Iterable[str]) -> dict[str, float]:
    """Return how often each occurs, dampened."""
    counts: dict[str, int] = {}
    for code in codes:
        counts[code] = counts.get(code, 0) + 1
    return {code: math.sqrt(min(n, MOST_REPEATS)) for code, n in counts.items()}


def _kinds(lines: Iterable[LineRow]) -> frozenset[str]:
    return frozenset(line.kind for line in lines)
