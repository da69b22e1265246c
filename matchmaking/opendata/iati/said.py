"""What an activity says, before it is written as XML: plain values, in the order they appear."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal

# The codes of the standard that mean something here; tests look each up in the shipped lists.
FUNDING, ACCOUNTABLE, EXTENDING, IMPLEMENTING = "1", "2", "3", "4"
UNDER_WAY, CLOSED, SUSPENDED = "2", "4", "6"
PLANNED_START, ACTUAL_START, PLANNED_END, ACTUAL_END = "1", "2", "3", "4"
COMMITMENT, DISBURSEMENT, EXPENDITURE, PLEDGE = "2", "3", "4", "13"
OUTPUT, OUTCOME, IMPACT, OTHER = "1", "2", "3", "9"
COUNTED, PERCENT, NOMINAL, ORDINAL, IN_WORDS = "1", "2", "3", "4", "5"
MULTINATIONAL, NATIONAL = "3", "4"
SMALL_ARMS = "15240"  # reintegration and control of small arms and light weapons
PEACE_AND_JUSTICE = "16"  # the goal that names illicit arms flows
PROJECT_AID, GRANT = "C01", "110"
GENERAL, OBJECTIVES = "1", "2"

WHOLE = Decimal(100)


@dataclass(frozen=True)
class Words:
    """What somebody wrote, and in which language; no language: that of the activity."""

    text: str
    language: str = ""


@dataclass(frozen=True)
class Party:
    """An organisation, with its code as far as it is known."""

    name: str
    kind: str
    reference: str = ""


@dataclass(frozen=True)
class Coded:
    """A code of a list of our own, with its name and, where there are several, its share."""

    code: str
    name: str
    share: Decimal | None = None


@dataclass(frozen=True)
class Amount:
    """Money as the standard writes it: whole units, a currency, a day."""

    units: Decimal
    currency: str
    on: datetime.date


@dataclass(frozen=True)
class Stretch:
    """From one day to another, both included."""

    start: datetime.date
    end: datetime.date


@dataclass(frozen=True)
class Budget:
    """What is planned to be spent in a period of a year at most."""

    stretch: Stretch
    amount: Amount


@dataclass(frozen=True)
class Planned:
    """A payment that is still to come."""

    amount: Amount
    provider: Party
    receiver: Party


@dataclass(frozen=True)
class Transaction:
    """Money that was promised or moved; below zero it corrects an earlier one."""

    reference: str
    kind: str
    amount: Amount
    words: str = ""
    provider: Party | None = None
    receiver: Party | None = None


@dataclass(frozen=True)
class Point:
    """A target or an actual value: a number or words; of a group where it is broken down."""

    value: Decimal | None = None
    words: str = ""
    dimension: tuple[str, str] | None = None


@dataclass(frozen=True)
class PeriodSaid:
    """What was to be reached in a period, and what was."""

    stretch: Stretch
    targets: Sequence[Point] = ()
    actuals: Sequence[Point] = ()


@dataclass(frozen=True)
class IndicatorSaid:
    """How one sees whether a result was reached."""

    title: str
    measure: str
    is_ascending: bool
    description: str = ""
    reference: str = ""
    baseline: Decimal | None = None
    baseline_on: datetime.date | None = None
    periods: Sequence[PeriodSaid] = ()


@dataclass(frozen=True)
class ResultSaid:
    """What shall change, or is delivered, with its indicators."""

    level: str
    title: str
    indicators: Sequence[IndicatorSaid] = ()


@dataclass(frozen=True)
class Publisher:
    """Who publishes the file, and where our own code lists can be read."""

    party: Party
    languages: dict[str, str]
    themes: str
    kinds: str
    indicators: str


@dataclass(frozen=True)
class Activity:
    """A funded project or an agreement as the standard tells it."""

    identifier: str
    language: str
    currency: str
    title: Words
    descriptions: Sequence[tuple[str, Words]]
    parties: Sequence[tuple[str, Party]]
    numbers: Sequence[str]
    status: str
    dates: Sequence[tuple[str, datetime.date]]
    scope: str
    countries: Sequence[Coded]
    themes: Sequence[Coded]
    updated_at: datetime.datetime | None = None
    kinds: Sequence[Coded] = ()
    gender: int | None = None
    is_grant: bool = False
    budgets: Sequence[Budget] = ()
    planned: Sequence[Planned] = ()
    transactions: Sequence[Transaction] = ()
    evaluations: Sequence[tuple[str, str]] = ()
    results: Sequence[ResultSaid] = ()


def shares(count: int) -> list[Decimal | None]:
    """Return equal shares in per cent that add up to exactly 100; a single one is not stated."""
    if count <= 1:
        return [None] * count
    each = (WHOLE / count).quantize(Decimal("0.01"), ROUND_DOWN)
    return [*([each] * (count - 1)), WHOLE - each * (count - 1)]
