"""What the matcher takes in and hands out: plain, frozen records without a framework."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

RowId = int | str


@dataclass(frozen=True, slots=True)
class LineRow:
    """One line of a need (quantity asked) or of an offer (capacity left)."""

    kind: str
    quantity: float | None = None
    unit: str = ""
    description: str = ""


@dataclass(frozen=True, slots=True)
class Amount:
    """Money in whole units; `usd` is the same sum in US dollars where a rate is known."""

    amount: float
    currency: str = "USD"
    usd: float | None = None

    @property
    def dollars(self) -> float | None:
        """Give the sum in dollars, or nothing when its rate is unknown."""
        return self.amount if self.currency == "USD" else self.usd


@dataclass(frozen=True, slots=True)
class Eligibility:
    """Who may receive: any non-empty list suffices, minus the excluded; all empty is everyone."""

    countries: tuple[str, ...] = ()
    m49_regions: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    excluded_countries: tuple[str, ...] = ()

    @property
    def is_open(self) -> bool:
        """Tell whether no list restricts the recipients."""
        return not (self.countries or self.m49_regions or self.organisations or self.groups)


@dataclass(frozen=True, slots=True)
class NeedRow:
    """A published request, as the matcher sees it."""

    id: RowId
    state: str
    language: str
    title: str = ""
    description: str = ""
    themes: tuple[str, ...] = ()
    lines: tuple[LineRow, ...] = ()
    starts_on: date | None = None
    ends_on: date | None = None
    priority: str | None = None
    rank: int | None = None
    budget: Amount | None = None
    working_languages: tuple[str, ...] = ()
    published_on: date | None = None
    # The day its owner last said that it stands, and those from which that counts for less (see
    # features.fading) and for nothing.
    confirmed_on: date | None = None
    fades_on: date | None = None
    leaves_on: date | None = None
    is_open: bool = True


@dataclass(frozen=True, slots=True)
class TrackRecord:
    """What evaluations said of the finished work of one organisation, in shares of 1.

    `value` is what counts in the ranking: half for work as good as the mean of all, so that
    whoever has not been evaluated yet stands exactly there. `score` and `mean` are shown.
    """

    value: float
    projects: int
    score: float
    mean: float


@dataclass(frozen=True, slots=True)
class OfferRow:
    """A published offer, as the matcher sees it. A line's quantity is the capacity that is left."""

    id: RowId
    owner: str
    language: str
    title: str = ""
    description: str = ""
    conditions: str = ""
    themes: tuple[str, ...] = ()
    lines: tuple[LineRow, ...] = ()
    eligible: Eligibility = field(default_factory=Eligibility)
    opens_on: date | None = None
    closes_on: date | None = None
    delivery_languages: tuple[str, ...] = ()
    channel: str = ""
    value: Amount | None = None
    has_aftercare: bool | None = None
    track_record: TrackRecord | None = None  # of its owner; None while nothing was evaluated
    published_on: date | None = None
    # The day its owner last said that it stands, and those from which that counts for less (see
    # features.fading) and for nothing.
    confirmed_on: date | None = None
    fades_on: date | None = None
    leaves_on: date | None = None
    is_open: bool = True


@dataclass(frozen=True, slots=True)
class Country:
    """What the matcher knows of a State."""

    iso3: str
    names: Mapping[str, str] = field(default_factory=dict)  # by language
    m49_codes: tuple[str, ...] = ()
    borders: tuple[str, ...] = ()
    ldc: bool = False
    lldc: bool = False
    sids: bool = False
    oda: bool = False
    un_group: str = ""
    languages: tuple[str, ...] = ()

    def in_group(self, group: str) -> bool:
        """Tell whether the State belongs to LDC, LLDC, SIDS or ODA."""
        return bool(getattr(self, group.lower(), False))


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of assistance: unit, themes it usually serves, whether goods need clearance."""

    code: str
    label: str = ""
    unit: str = ""
    themes: tuple[str, ...] = ()
    transfer_control: bool = False


@dataclass(frozen=True, slots=True)
class World:
    """The reference data the matcher reads; built from the database or from the CSV files."""

    countries: Mapping[str, Country]
    bodies: Mapping[str, frozenset[str]]
    embargoes: frozenset[str]
    themes: Mapping[str, str]  # code -> label
    kinds: Mapping[str, Kind]


@dataclass(frozen=True, slots=True)
class Weights:
    """A version of the weights of the features; only their proportions matter."""

    version: int
    values: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Gate:
    """One condition without which an offer is not listed, and what it found."""

    code: str
    passed: bool
    params: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Feature:
    """One part of a score. `message` and `params` make the sentence (see matching/reasons.py)."""

    name: str
    value: float
    weight: float
    contribution: float
    known: bool
    message: str = ""
    params: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Scored:
    """A pair that passes every gate, with its score in [0, 1]."""

    need_id: RowId
    offer_id: RowId
    score: float
    confidence: float


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a pair is listed where it is, or which gates keep it out."""

    need_id: RowId
    offer_id: RowId
    gates: tuple[Gate, ...]
    features: tuple[Feature, ...]
    score: float
    confidence: float
    needs_clearance: bool
    missing: tuple[str, ...]

    @property
    def is_listed(self) -> bool:
        """Tell whether every gate is passed."""
        return all(gate.passed for gate in self.gates)
