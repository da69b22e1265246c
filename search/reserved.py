"""Words that only some may find: their tokens carry the code of those they are kept for.

A document so holds the same word once for each code, and the query of a reader asks for the
plain word or the word kept for one of their codes. Nobody can type such a token, since "_" parts
words, and no engine needs to know of it.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from search.query import AllOf, AnyOf, Node, Phrase, TextQuery, Without, any_of

_NOT_IN_A_TOKEN = re.compile(r"[\W_]")


class Reserved(NamedTuple):
    """A text of a record for those who have one of the codes `readers`, and for nobody else."""

    text: str
    readers: Collection[str]


def kept_for(code: str, tokens: Sequence[str]) -> list[str]:
    """Return the tokens as they are kept for the readers with `code`."""
    return [f"for_{_NOT_IN_A_TOKEN.sub('', code)}_{token}" for token in tokens]


def asked_by(query: TextQuery, codes: Collection[str]) -> TextQuery:
    """Return the query so that it finds as well what is kept for the readers with `codes`."""
    if query.node is None or not codes:
        return query
    words = tuple(word._replace(node=_widened(word.node, codes)) for word in query.words)
    return replace(query, node=_widened(query.node, codes), words=words)


def _widened(node: Node, codes: Collection[str]) -> Node:
    match node:
        case Phrase():
            return any_of(list(_kept(node, codes)))
        case AllOf(parts):
            return AllOf(tuple(_widened(part, codes) for part in parts))
        case AnyOf(parts):
            return any_of([one for part in parts for one in _alternatives(part, codes)])
        case Without(wanted, unwanted):
            return Without(_widened(wanted, codes), _widened(unwanted, codes))


def _alternatives(node: Node, codes: Collection[str]) -> Sequence[Node]:
    """Return alternatives one by one, so that they stay on one level."""
    widened = _widened(node, codes)
    return widened.parts if isinstance(widened, AnyOf) else (widened,)


def _kept(phrase: Phrase, codes: Collection[str]) -> Iterator[Phrase]:
    yield phrase
    for code in sorted(codes):
        yield Phrase(tuple(kept_for(code, phrase.tokens)))
