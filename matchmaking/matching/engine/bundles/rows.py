"""What a bundle is made of: candidates in, parts and proposals out."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from matchmaking.matching.engine.rows import Kind, RowId
from matchmaking.matching.engine.serving import Asked, Given, Serving, Way, counts_money, serves

UNSURE = 0.5  # a share without figures counts half: it may turn out to be less
EFFORT = 0.01  # of the whole request an offer must add to be worth an introduction
LEAST_FIT = 0.3  # likeness of subject below which the same kind is about something else
EXACT = 1e-6
CENT = 100
PROVEN = 1e-4  # a difference that only the decision between equals makes


class Peer(StrEnum):
    """How near a giver is to the recipient, as a partner among equals."""

    NONE = ""
    NEIGHBOUR = "neighbour"
    REGION = "region"
    SOUTH = "south"


@dataclass(frozen=True, slots=True)
class Candidate:
    """An offer that passes the gates, and may take part."""

    offer: RowId
    party: RowId  # who gives; several offers of one party are one party
    lines: tuple[Given, ...]
    fit: float = 1.0  # likeness of subject, 0 to 1
    score: float = 0.0  # of the match as a whole: decides between equals
    peer: Peer = Peer.NONE
    needs_clearance: bool = False


class Key(NamedTuple):
    """Names a link: a line of an offer put to a line of the need."""

    offer: RowId
    given: RowId
    asked: RowId


@dataclass(frozen=True, slots=True)
class Link:
    """A line of an offer that can serve a line of the need."""

    key: Key
    asked: Asked
    given: Given
    serving: Serving
    worth: float  # of the line covered fully in this way, 0 to 1
    is_whole: bool  # counted in whole things

    @property
    def unit_share(self) -> float | None:
        """The share of the asked line that one unit of a part covers; None without figures."""
        if self.serving.share is not None:
            return self.serving.share
        return 1 / self.asked.quantity if self.asked.quantity else None


@dataclass(frozen=True, slots=True)
class Part:
    """So much of one line comes from one offer.

    `amount` is in the unit of the asked line, in dollars where money pays; None is not known yet.
    """

    key: Key
    amount: float | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """A combination of offers, and the proof of how good it is."""

    parts: tuple[Part, ...]
    worth: float  # what is covered, 0 to 1, weighted by how well, less the effort
    bound: float  # no combination within the same limits is worth more

    @property
    def gap(self) -> float:
        """How far it may be from the best, as a share of the best; 0 is proven best."""
        gap = (self.bound - self.worth) / self.bound if self.bound > EXACT else 0.0
        return gap if gap > PROVEN else 0.0

    @property
    def offers(self) -> frozenset[RowId]:
        """The offers that take part."""
        return frozenset(part.key.offer for part in self.parts)


class Problem:
    """A need's open lines and the offers that could serve them, in an order of its own."""

    def __init__(
        self, asked: Iterable[Asked], candidates: Iterable[Candidate], kinds: Mapping[str, Kind]
    ) -> None:
        self.asked = tuple(asked)
        self.kinds = kinds
        # The same offers in another order are the same question.
        self.candidates = tuple(sorted(candidates, key=lambda c: (-c.score, str(c.offer))))
        self.links = {link.key: link for one in self.candidates for link in self._links_of(one)}

    @property
    def line_weight(self) -> float:
        """What a line counts: all the same."""
        return 1 / max(len(self.asked), 1)

    @cached_property
    def by_offer(self) -> dict[RowId, Candidate]:
        """The candidates by their offer."""
        return {one.offer: one for one in self.candidates}

    def links_of(self, offer: RowId) -> list[Link]:
        """List what an offer can do for the need."""
        return [link for link in self.links.values() if link.key.offer == offer]

    def _links_of(self, one: Candidate) -> Iterable[Link]:
        for given in one.lines:
            for asked in self.asked:
                serving = serves(asked, given, self.kinds)
                if serving and not (given.left == 0 or serving.left == 0):
                    yield self._link(one, asked, given, serving)

    def _link(self, one: Candidate, asked: Asked, given: Given, serving: Serving) -> Link:
        is_money = serving.way == Way.MONEY or counts_money(asked.kind, asked.unit, self.kinds)
        return Link(
            Key(one.offer, given.id, asked.id),
            asked,
            given,
            serving,
            serving.value * one.fit,
            not is_money and _is_whole(asked.quantity) and _is_whole(given.left),
        )


def whole_or_cents(amount: float, is_whole: bool) -> float:
    """Cut to whole things or hundredths, never up; what is a hair below a whole one is whole."""
    per = 1 if is_whole else CENT
    return math.floor(amount * per * (1 + EXACT / CENT) + EXACT) / per


def _is_whole(figure: float | None) -> bool:
    return figure is None or figure == int(figure)
