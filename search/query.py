"""The query model: what is looked for, in tokens, and how the answer is wanted.

Every engine translates the same tree; none sees what the person typed.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple


class Weights(NamedTuple):
    """What one occurrence counts in each field."""

    title: float = 3.0
    body: float = 1.0
    concepts: float = 1.0


# Next to a concept its words count so little that other languages are not pushed back.
MY_LANGUAGE_FIRST = Weights()
ALL_LANGUAGES = Weights(title=0.15, body=0.05)


@dataclass(frozen=True, slots=True)
class Phrase:
    """Tokens that follow each other in one field; a single token is a word or a concept."""

    tokens: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every part must be found."""

    parts: "tuple[Node, ...]"


@dataclass(frozen=True, slots=True)
class AnyOf:
    """One part suffices; those that are found count."""

    parts: "tuple[Node, ...]"


@dataclass(frozen=True, slots=True)
class Without:
    """`wanted` must be found and `unwanted` must not."""

    wanted: "Node"
    unwanted: "Node"


Node = Phrase | AllOf | AnyOf | Without


def all_of(parts: Sequence[Node]) -> Node:
    """Join the parts, at least one, so that each must be found."""
    distinct = tuple(dict.fromkeys(parts))
    return AllOf(distinct) if len(distinct) > 1 else distinct[0]


def any_of(parts: Sequence[Node]) -> Node:
    """Join the parts, at least one, so that one suffices."""
    distinct = tuple(dict.fromkeys(parts))
    return AnyOf(distinct) if len(distinct) > 1 else distinct[0]


def phrases(node: Node) -> Iterator[Phrase]:
    """Yield what is wanted, not what must be absent."""
    match node:
        case Phrase():
            yield node
        case AllOf(parts) | AnyOf(parts):
            for part in parts:
                yield from phrases(part)
        case Without(wanted, _):
            yield from phrases(wanted)


class TypedWord(NamedTuple):
    """A word as the person typed it, where it stands in the text, and what it asks for."""

    surface: str
    start: int
    end: int
    node: Node


@dataclass(frozen=True)
class TextQuery:
    """An analysed text. Without a node nothing in it can be looked for, and nothing is found."""

    node: Node | None
    weights: Weights = MY_LANGUAGE_FIRST
    words: tuple[TypedWord, ...] = ()

    @property
    def tokens(self) -> frozenset[str]:
        """Every stem and concept that is wanted."""
        wanted = phrases(self.node) if self.node else ()
        return frozenset(token for phrase in wanted for token in phrase.tokens)


# The ends of a range over a sort key, both included; None is open.
Range = tuple[float | None, float | None]


@dataclass(frozen=True)
class Request:
    """One question to an engine: text, filters, rights, and the part of the answer wanted.

    `visible_to` holds the codes the reader has; a document is known to who shares one with it.
    `sort` is "relevance", "newest", "oldest", or a sort key, with "-" for the largest first.
    """

    visible_to: frozenset[str]
    text: TextQuery | None = None
    filters: Mapping[str, Sequence[str]] = field(default_factory=dict)
    ranges: Mapping[str, Range] = field(default_factory=dict)
    facets: Sequence[str] = ()
    sort: str = "relevance"
    offset: int = 0
    limit: int = 20

    @property
    def order(self) -> tuple[str | None, bool]:
        """The sort key, None for the score, and whether the largest comes first.

        Without words there is no relevance: then the newest comes first.
        """
        sort = self.sort or "relevance"
        if sort == "relevance":
            return (None if self.text else "date"), True
        sort = {"newest": "-date", "oldest": "date"}.get(sort, sort)
        return sort.removeprefix("-"), sort.startswith("-")

    def start(self, total: int) -> int:
        """Return where the wanted part begins; behind the end, the last part is wanted."""
        if self.offset < total or not self.limit:
            return self.offset
        return max(0, (total - 1) // self.limit * self.limit)


@dataclass(frozen=True)
class Hits:
    """An engine's answer: the ids of the wanted part in order, exact total, counted facets."""

    ids: list[int]
    total: int
    facets: dict[str, list[tuple[str, int]]] = field(default_factory=dict)
