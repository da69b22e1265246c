"""What depends only on the offer and the State, or the offer and the languages: computed once."""

import math
from collections.abc import Sequence
from copy import copy

import numpy as np
from numpy.typing import NDArray

from .index import Columns, Flags, Floats, OffersIndex, places_of
from .profiles import Delivery, OfferProfile
from .rows import World

NEUTRAL = 0.5
NEIGHBOUR, SAME_SUBREGION, SAME_REGION = 1.0, 0.7, 0.4
SOUTHERN_CHANNELS = frozenset({"south_south", "triangular"})
INTERPRETED, HOST_INTERPRETS, GOODS_IN_OTHER_LANGUAGE = 0.6, 0.2, 0.35
LEAST_OBTAINABLE = 0.4
# The tables with one column for each offer.
OF_OFFERS = (
    *("proximity", "named", "admitted", "focus", "access", "obtainable"),
    *("themes", "concepts", "reach", "given", "_delivered"),
)
STATE_APPLIES_FOR_MONEY, MONEY, THIRD_PARTY = 0.8, 0.5, 0.0


class Tables:
    """Lookups by State and by set of languages over one index of offers."""

    def __init__(self, offers: OffersIndex, proximity: Floats, named: Floats) -> None:
        self.offers = offers
        self.proximity = proximity
        self.named = named
        self.admitted = offers.listed & offers.admits & ~offers.excluded
        self.focus = _focus(self.admitted)
        self.admitted &= offers.has_capacity
        self.access = np.array([access(p) for p in offers.profiles], np.float32)
        # What a third party must apply for is hard to come by, however well it fits.
        self.obtainable = (LEAST_OBTAINABLE + (1 - LEAST_OBTAINABLE) * self.access).astype(
            np.float32
        )
        # Laid out with one line for each column of the index: what the products run over.
        self.themes, self.concepts, self.reach, self.given = (
            np.ascontiguousarray(table.T)
            for table in (offers.themes, offers.concepts, offers.reach, offers.given)
        )
        self._lay_out()
        places: dict[Delivery, int] = {}
        delivered = [places.setdefault(p.delivery, len(places)) for p in offers.profiles]
        self._deliveries, self._delivered = list(places), np.array(delivered, np.intp)
        self._spoken: dict[frozenset[str], Floats] = {}
        self._valued: dict[frozenset[str], Floats] = {}  # by delivery; shared with what is taken

    @classmethod
    def of(cls, offers: OffersIndex, world: World) -> "Tables":
        """Compute the tables of an index."""
        return cls(offers, _proximity(offers, world), _named(offers, world))

    def take(self, places: Sequence[int]) -> "Tables":
        """Give the tables of some offers, without computing anything again."""
        some, kept = copy(self), np.array(places, np.intp)
        some.offers = self.offers.take(kept.tolist())
        for name in OF_OFFERS:
            setattr(some, name, getattr(self, name)[..., kept])
        some._lay_out()
        some._spoken = {}
        return some

    def _lay_out(self) -> None:
        """Prepare what cannot be cut by columns."""
        self.stems = self.offers.stems.T.tocsr()
        figures = ~np.isnan(self.offers.capacities)
        self.with_figure = [np.flatnonzero(column) for column in figures.T]

    def language(self, spoken: Sequence[frozenset[str]]) -> Floats:
        """Say how well each offer can be delivered to the speakers of these languages."""
        return np.stack([self._for_speakers(one) for one in spoken])

    def _for_speakers(self, spoken: frozenset[str]) -> Floats:
        """Look up one set of languages; offers delivered alike are valued once."""
        if spoken not in self._valued:
            values = [language(spoken, delivery) for delivery in self._deliveries]
            self._valued[spoken] = np.array(values, np.float32)
        if spoken not in self._spoken:
            self._spoken[spoken] = self._valued[spoken][self._delivered]
        return self._spoken[spoken]

    def foreign(self, written: NDArray[np.str_]) -> Floats:
        """Tell which offers are written in another language than each of these."""
        codes, places = np.unique(written, return_inverse=True)
        table = codes[:, None] != self.offers.written[None, :]
        return np.asarray(table[places], np.float32)


def language(spoken: frozenset[str], delivery: Delivery) -> float:
    """Value the languages of delivery for a recipient who works in `spoken`; 0 is unusable."""
    if not spoken or not delivery.languages:
        return NEUTRAL
    if spoken & delivery.languages:
        return 1.0
    if delivery.host_interprets:
        return HOST_INTERPRETS
    if delivery.is_interpreted(spoken):
        return INTERPRETED
    return 0.0 if delivery.is_teaching else GOODS_IN_OTHER_LANGUAGE


def _focus(admitted: Flags) -> Floats:
    reached = admitted.sum(axis=0)
    return np.array([focus(int(n), len(admitted)) for n in reached], np.float32)


def _proximity(offers: OffersIndex, world: World) -> Floats:
    pairs = [(p.row.owner, p.row.channel in SOUTHERN_CHANNELS) for p in offers.profiles]
    distinct = sorted(set(pairs))
    table = np.array(
        [[proximity(iso3, *pair, world) for pair in distinct] for iso3 in sorted(world.countries)],
        np.float32,
    )
    places = np.array([distinct.index(pair) for pair in pairs], np.intp)
    return np.asarray(table.reshape(len(world.countries), len(distinct))[:, places], np.float32)


def proximity(state: str, owner: str, southern: bool, world: World) -> float:
    """Value a neighbour, or a peer of the same region in South-South work."""
    ours, theirs = world.countries[state], world.countries.get(owner)
    if theirs is None:
        return 0.0
    if owner in ours.borders:
        return NEIGHBOUR
    if set(ours.m49_codes[1:]) & set(theirs.m49_codes[1:]):
        return SAME_SUBREGION if southern else SAME_REGION
    return SAME_REGION if southern else 0.0


def _named(offers: OffersIndex, world: World) -> Floats:
    """Value an offer whose words name the State; less so one that names only others."""
    states = Columns.of(world).states
    table = np.full((len(states), len(offers)), NEUTRAL, np.float32)
    for column, profile in enumerate(offers.profiles):
        if profile.limits.named:
            table[:, column] = 0
            table[places_of(profile.limits.named, states), column] = 1
    return table


def focus(reached: int, states: int) -> float:
    """Value an offer made for few: 1 for a single State, 0 for all the world."""
    return 1 - math.log(max(reached, 1)) / math.log(max(states, 2))


def access(offer: OfferProfile) -> float:
    """Value who may apply: the State itself, or only a third party on its behalf."""
    money = any(line.kind.startswith("FUN") for line in offer.row.lines)
    if "state_applies" in offer.signals:
        return STATE_APPLIES_FOR_MONEY if money else 1.0
    if "third_party" in offer.signals:
        return THIRD_PARTY
    return MONEY if money else 1.0
