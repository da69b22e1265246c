"""Whether a tranche may be paid now, and if not, why not yet: from facts, not from rows."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from matchmaking.money import Money
from matchmaking.payments.choices import ProjectStatus, Tie


class Why(NamedTuple):
    """One thing that has to happen first: a stable code, and a sentence."""

    code: str
    words: str


@dataclass(frozen=True)
class OpenCondition:
    """A condition of the decision that is not met yet."""

    words: str
    is_before_signature: bool = False
    # The first tranche it holds back; None: it holds back nothing before its day.
    tranche: int | None = None
    due_on: datetime.date | None = None


@dataclass(frozen=True)
class OpenReport:
    """A report that is neither accepted nor waived."""

    number: int
    words: str


@dataclass(frozen=True)
class Facts:
    """What holds of a project on a day, as far as its money is concerned."""

    status: str
    today: datetime.date
    left: Money  # committed and not yet disbursed
    conditions: Sequence[OpenCondition] = ()
    reports: Sequence[OpenReport] = ()
    paid: frozenset[int] = field(default_factory=frozenset)  # the numbers of the tranches paid


@dataclass(frozen=True)
class Terms:
    """One tranche: how much, and what it waits for."""

    number: int
    amount: Money
    tie: str
    report: int | None = None
    due_on: datetime.date | None = None


def why_not(terms: Terms, facts: Facts) -> list[Why]:
    """Return everything that has to happen before the tranche may be paid; empty when it may."""
    return [
        *_of_project(facts),
        *_of_conditions(terms, facts),
        *_of_reports(terms, facts),
        *_of_order(terms, facts),
    ]


def why_not_sign(conditions: Sequence[OpenCondition]) -> list[Why]:
    """Return the conditions that have to be met before the funding agreement is signed."""
    return [
        Why("condition", _("To be met before signature: %(words)s") % {"words": one.words})
        for one in conditions
        if one.is_before_signature
    ]


def holds_back(condition: OpenCondition, terms: Terms, today: datetime.date) -> bool:
    """Say whether an open condition holds back this tranche on that day."""
    if terms.tie == Tie.CONDITION or condition.is_before_signature:
        return True
    if condition.tranche is not None:
        return terms.number >= condition.tranche
    return condition.due_on is not None and condition.due_on < today


def _of_project(facts: Facts) -> Iterator[Why]:
    if facts.status == ProjectStatus.AGREED:
        yield Why("signature", _("Both parties have to sign the funding agreement."))
    if facts.status == ProjectStatus.SUSPENDED:
        yield Why("suspended", _("The project is suspended."))
    if facts.status == ProjectStatus.CLOSED:
        yield Why("closed", _("The project is closed."))


def _of_conditions(terms: Terms, facts: Facts) -> Iterator[Why]:
    for one in facts.conditions:
        if holds_back(one, terms, facts.today):
            yield Why("condition", _("A condition is not met: %(words)s") % {"words": one.words})


def _of_reports(terms: Terms, facts: Facts) -> Iterator[Why]:
    last = terms.report or 0
    missing = [one.words for one in facts.reports if one.number <= last]
    if missing:
        words = {"reports": "; ".join(missing)}
        yield Why("report", _("To be accepted first: %(reports)s.") % words)


def _of_order(terms: Terms, facts: Facts) -> Iterator[Why]:
    if any(number not in facts.paid for number in range(1, terms.number)):
        yield Why("order", _("The tranches before it have to be paid first."))
    if terms.due_on and terms.due_on > facts.today:
        yield Why("day", _("Not before %(day)s.") % {"day": date_format(terms.due_on)})
    if terms.amount.minor > facts.left.minor:
        left = {"left": facts.left}
        yield Why("money", _("Only %(left)s of the commitment are left.") % left)
