"""Exact BM25 over tokens, as SQLite's FTS5 defines it: the measure for every engine.

A phrase in several fields counts once per occurrence, times the weight of the field. Of
alternatives only those that are found count.
"""

import math
from collections.abc import Callable, Iterator
from typing import NamedTuple

from search.query import AllOf, AnyOf, Node, Phrase, Weights, Without, phrases

K1 = 1.2
B = 0.75
LEAST_IDF = 1e-6


class Fields(NamedTuple):
    """The tokens of one document."""

    title: list[str]
    body: list[str]
    concepts: list[str]

    @property
    def length(self) -> int:
        """The number of tokens."""
        return len(self.title) + len(self.body) + len(self.concepts)


class Collection(NamedTuple):
    """What must be known of all documents: how many, how long, how many hold a phrase."""

    documents: int
    average_length: float
    frequency: Callable[[Phrase], int]


def matched(node: Node, fields: Fields) -> list[Phrase] | None:
    """Return the phrases by which the document is found, or None if it is not."""
    match node:
        case Phrase(tokens):
            return [node] if any(_occurrences(tokens, field) for field in fields) else None
        case AllOf(parts):
            found = [matched(part, fields) for part in parts]
            if any(part is None for part in found):
                return None
            return [phrase for part in found for phrase in part or ()]
        case AnyOf(parts):
            by = [part for part in (matched(part, fields) for part in parts) if part is not None]
            return [phrase for part in by for phrase in part] if by else None
        case Without(wanted, unwanted):
            return matched(wanted, fields) if matched(unwanted, fields) is None else None


def scorer(node: Node, weights: Weights, known: Collection) -> Callable[[Fields], float | None]:
    """Return the function that gives a document's score, None where it is not found."""
    rarity = {phrase: idf(known.documents, known.frequency(phrase)) for phrase in phrases(node)}

    def score(fields: Fields) -> float | None:
        found = matched(node, fields)
        if found is None:
            return None
        norm = K1 * (1 - B + B * fields.length / (known.average_length or 1))
        counts = ((rarity[phrase], _weighted(phrase, fields, weights)) for phrase in found)
        return sum(rare * count * (K1 + 1) / (count + norm) for rare, count in counts)

    return score


def idf(documents: int, frequency: int) -> float:
    """Return how much a phrase in `frequency` of so many documents says."""
    return max(LEAST_IDF, math.log((documents - frequency + 0.5) / (frequency + 0.5)))


def _weighted(phrase: Phrase, fields: Fields, weights: Weights) -> float:
    return sum(
        weight * _occurrences(phrase.tokens, field)
        for weight, field in zip(weights, fields, strict=True)
    )


def _occurrences(tokens: tuple[str, ...], field: list[str]) -> int:
    if len(tokens) == 1:
        return field.count(tokens[0])
    return sum(1 for _ in _places(list(tokens), field))


def _places(tokens: list[str], field: list[str]) -> Iterator[int]:
    for start in range(len(field) - len(tokens) + 1):
        if field[start] == tokens[0] and field[start : start + len(tokens)] == tokens:
            yield start
