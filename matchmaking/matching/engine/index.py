"""Rows as arrays: what every pair is computed from."""

import math
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from .known import NAMES, known_of_need, known_of_offer
from .profiles import NeedProfile, OfferProfile, Profiler
from .reading import cues
from .rows import Eligibility, NeedRow, OfferRow, RowId, World

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]
Flags = NDArray[np.bool_]

# Unit vectors are kept as whole multiples of 1/SCALE: their products are then exact in float32,
# so that a score does not depend on how many rows are computed at once. They are rounded towards
# zero, which keeps every product of two unit vectors at 1 or less.
SCALE = 1024
STEM_COLUMNS = 1 << 18
NO_START, NO_END = date(1900, 1, 1).toordinal(), date(2200, 1, 1).toordinal()


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column of a vector stands for which code. Equal for all indexes of one world."""

    states: Mapping[str, int]
    themes: Mapping[str, int]
    concepts: Mapping[str, int]
    kinds: Mapping[str, int]

    @classmethod
    def of(cls, world: World) -> "Columns":
        """Number the codes of a world."""
        return cls(
            *(
                {code: place for place, code in enumerate(sorted(codes))}
                for codes in (world.countries, world.themes, cues(), world.kinds)
            )
        )


@dataclass(frozen=True, slots=True)
class NeedsIndex:
    """Needs as arrays, in the order of their ids."""

    profiles: tuple[NeedProfile, ...]
    position: Mapping[RowId, int]
    themes: Floats
    concepts: Floats
    stems: csr_array
    importance: Floats
    refused: Floats
    quantities: Floats
    starts: Ints
    ends: Ints
    leaves: Ints
    states: Ints
    written: NDArray[np.str_]
    known: Flags
    is_open: Flags
    spoken: tuple[frozenset[str], ...]

    @classmethod
    def build(cls, rows: Iterable[NeedRow], profiler: Profiler) -> "NeedsIndex":
        """Read rows and lay them out."""
        return cls.of_profiles([profiler.need(row) for row in rows], profiler.world)

    @classmethod
    def of_profiles(cls, profiles: Iterable[NeedProfile], world: World) -> "NeedsIndex":
        """Lay out rows that have been read before."""
        ordered = tuple(sorted(profiles, key=lambda profile: order_of(profile.row.id)))
        columns = Columns.of(world)
        rows = [profile.row for profile in ordered]
        return cls(
            ordered,
            {row.id: place for place, row in enumerate(rows)},
            _dense([p.themes for p in ordered], columns.themes),
            _dense([p.concepts for p in ordered], columns.concepts),
            _sparse([p.stems for p in ordered]),
            _shares([p.importance for p in ordered], columns.kinds),
            _shares([dict.fromkeys(p.refused, 1.0) for p in ordered], columns.kinds, scale=1),
            _shares([p.quantities for p in ordered], columns.kinds, scale=1),
            np.array([_day(row.starts_on, NO_START) for row in rows], np.int32),
            np.array([_day(row.ends_on, NO_END) for row in rows], np.int32),
            np.array([_day(row.leaves_on, NO_END) for row in rows], np.int32),
            np.array([columns.states[row.state] for row in rows], np.int32),
            np.array([row.language for row in rows], "U8"),
            np.array([known_of_need(p) for p in ordered], bool).reshape(-1, len(NAMES)),
            np.array([row.is_open for row in rows], bool),
            tuple(frozenset(row.working_languages) for row in rows),
        )

    def take(self, places: Sequence[int]) -> "NeedsIndex":
        """Give an index of some rows, without reading them again."""
        spoken = tuple(self.spoken[place] for place in places)
        return replace(self, **_taken(self, places), spoken=spoken)

    def __len__(self) -> int:
        return len(self.profiles)


@dataclass(frozen=True, slots=True)
class OffersIndex:
    """Offers as arrays, in the order of their ids; `listed` and `admits` by State and offer."""

    profiles: tuple[OfferProfile, ...]
    position: Mapping[RowId, int]
    themes: Floats
    concepts: Floats
    stems: csr_array
    reach: Floats
    given: Floats
    capacities: Floats
    opens: Ints
    closes: Ints
    leaves: Ints
    written: NDArray[np.str_]
    known: Flags
    is_open: Flags
    has_capacity: Flags
    listed: Flags
    excluded: Flags
    admits: Flags

    @classmethod
    def build(cls, rows: Iterable[OfferRow], profiler: Profiler) -> "OffersIndex":
        """Read rows and lay them out."""
        return cls.of_profiles([profiler.offer(row) for row in rows], profiler.world)

    @classmethod
    def of_profiles(cls, profiles: Iterable[OfferProfile], world: World) -> "OffersIndex":
        """Lay out rows that have been read before."""
        ordered = tuple(sorted(profiles, key=lambda profile: order_of(profile.row.id)))
        columns = Columns.of(world)
        rows = [profile.row for profile in ordered]
        listed, excluded, admits = _by_state(ordered, world)
        return cls(
            ordered,
            {row.id: place for place, row in enumerate(rows)},
            _dense([p.themes for p in ordered], columns.themes),
            _dense([p.concepts for p in ordered], columns.concepts),
            _sparse([p.stems for p in ordered]),
            _shares([p.reach for p in ordered], columns.kinds),
            _shares([_normal(p.given) for p in ordered], columns.kinds),
            _capacity([p.capacities for p in ordered], columns.kinds),
            np.array([_day(row.opens_on, NO_START) for row in rows], np.int32),
            np.array([_day(row.closes_on, NO_END) for row in rows], np.int32),
            np.array([_day(row.leaves_on, NO_END) for row in rows], np.int32),
            np.array([row.language for row in rows], "U8"),
            np.array([known_of_offer(p) for p in ordered], bool).reshape(-1, len(NAMES)),
            np.array([row.is_open for row in rows], bool),
            np.array([p.has_capacity for p in ordered], bool),
            listed,
            excluded,
            admits,
        )

    def take(self, places: Sequence[int]) -> "OffersIndex":
        """Give an index of some rows, without reading them again."""
        by_state = {
            name: getattr(self, name)[:, places] for name in ("listed", "excluded", "admits")
        }
        return replace(self, **_taken(self, places, leave=by_state), **by_state)

    def __len__(self) -> int:
        return len(self.profiles)


def _taken(
    index: NeedsIndex | OffersIndex, places: Sequence[int], leave: Iterable[str] = ()
) -> dict[str, Any]:
    profiles = tuple(index.profiles[place] for place in places)
    arrays = {
        field.name: getattr(index, field.name)[list(places)]
        for field in fields(index)
        if field.name not in {"profiles", "position", "spoken", *leave}
    }
    position = {profile.row.id: place for place, profile in enumerate(profiles)}
    return {"profiles": profiles, "position": position, **arrays}


def order_of(row_id: RowId) -> tuple[bool, RowId]:
    """Sort ids of either type; numbers before texts."""
    return isinstance(row_id, str), row_id


def _day(day: date | None, default: int) -> int:
    return day.toordinal() if day else default


def _stem_column(stem: str) -> int:
    return zlib.crc32(stem.encode()) % STEM_COLUMNS


def _dense(vectors: Sequence[Mapping[str, float]], columns: Mapping[str, int]) -> Floats:
    table = np.zeros((len(vectors), len(columns)), np.float64)
    for row, vector in enumerate(vectors):
        for code, value in vector.items():
            if code in columns:
                table[row, columns[code]] = value
    lengths = np.sqrt((table**2).sum(axis=1, keepdims=True))
    return np.trunc(table / np.where(lengths, lengths, 1) * SCALE).astype(np.float32)


def _sparse(vectors: Sequence[Mapping[str, float]]) -> csr_array:
    cells: list[tuple[int, int, int]] = []
    for row, vector in enumerate(vectors):
        length = math.sqrt(sum(value * value for value in vector.values())) or 1.0
        cells += [
            (row, _stem_column(stem), int(value / length * SCALE)) for stem, value in vector.items()
        ]
    rows, places, values = zip(*cells, strict=True) if cells else ((), (), ())
    shape = (len(vectors), STEM_COLUMNS)
    return csr_array((np.array(values, np.float32), (rows, places)), shape=shape)


def _shares(
    vectors: Sequence[Mapping[str, float]], columns: Mapping[str, int], scale: int = SCALE
) -> Floats:
    table = np.zeros((len(vectors), len(columns)), np.float32)
    for row, vector in enumerate(vectors):
        for code, value in vector.items():
            if code in columns:
                table[row, columns[code]] = int(value * scale)
    return table


def _capacity(vectors: Sequence[Mapping[str, float]], columns: Mapping[str, int]) -> Floats:
    """Lay out what is left; NaN where no figure is known."""
    table = np.full((len(vectors), len(columns)), np.nan, np.float32)
    for row, vector in enumerate(vectors):
        for code, value in vector.items():
            if code in columns:
                table[row, columns[code]] = value
    return table


def _normal(vector: Mapping[str, float]) -> dict[str, float]:
    total = sum(vector.values()) or 1.0
    return {code: value / total for code, value in vector.items()}


def _by_state(profiles: Sequence[OfferProfile], world: World) -> tuple[Flags, Flags, Flags]:
    """Lay out who is on the lists, who is excluded by them, and whom the words admit."""
    states = Columns.of(world).states
    shape = (len(states), len(profiles))
    listed, excluded, admits = np.zeros(shape, bool), np.zeros(shape, bool), np.ones(shape, bool)
    members: dict[Eligibility, list[int]] = {}
    for column, profile in enumerate(profiles):
        lists, limits = profile.row.eligible, profile.limits
        if lists not in members:
            members[lists] = places_of(listed_states(lists, world), states)
        listed[members[lists], column] = True
        excluded[places_of(lists.excluded_countries, states), column] = True
        kept = set(members[lists]).intersection(places_of(limits.allowed or (), states))
        if kept:  # words that contradict the lists altogether were misread
            admits[:, column] = False
            admits[sorted(kept), column] = True
        admits[places_of(limits.blocked, states), column] = False
    return listed, excluded, admits


def places_of(codes: Iterable[str], columns: Mapping[str, int]) -> list[int]:
    """Give the columns of the codes that have one."""
    return [columns[code] for code in codes if code in columns]


def listed_states(lists: Eligibility, world: World) -> frozenset[str]:
    """Give the States on any of an offer's lists; everyone when it has none."""
    if lists.is_open:
        return frozenset(world.countries)
    regions, bodies = set(lists.m49_regions), lists.organisations
    return frozenset(lists.countries).union(
        *(world.bodies.get(body, frozenset()) for body in bodies),
        (
            iso3
            for iso3, country in world.countries.items()
            if regions.intersection(country.m49_codes)
            or any(country.in_group(group) for group in lists.groups)
        ),
    )
