"""Which rules of a call a request or a proposal meets: facts against terms, rule by rule.

Pure: knows no framework. What a verdict means in words is told by `funds.wording`.
"""

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from matchmaking.funds.terms import STATE, Terms

MET, NOT_MET, UNKNOWN = "met", "not_met", "unknown"


@dataclass(frozen=True)
class Party:
    """An organisation that takes part, and what it counts as: {"body", "un"}."""

    name: str
    kinds: frozenset[str]


@dataclass(frozen=True)
class Facts:
    """What is known of a request or a proposal. None: nobody has said yet."""

    now: datetime.datetime
    # Of a request nobody knows yet who will apply.
    applicant: Party | None = None
    parties: tuple[Party, ...] = ()
    # Whether the State has signed, or asked for it itself.
    has_government: bool | None = None
    countries: frozenset[str] = frozenset()
    # The wider regions each State is in, and the groups that hold for it.
    regions: Mapping[str, frozenset[str]] = field(default_factory=dict)
    groups: Mapping[str, frozenset[str]] = field(default_factory=dict)
    themes: frozenset[str] = frozenset()
    # In the currency of the call.
    asked_minor: int | None = None
    total_minor: int | None = None
    months: int | None = None
    starts_on: datetime.date | None = None
    ends_on: datetime.date | None = None
    # What each category takes of the whole, in hundredths; None without a budget.
    shares: Mapping[str, float] | None = None
    is_reported: bool | None = None
    is_endorsed: bool | None = None
    missing_sections: tuple[str, ...] | None = None
    missing_annexes: tuple[str, ...] | None = None


@dataclass(frozen=True)
class Conditions:
    """The terms of a call together with its window and what it is for."""

    terms: Terms
    opens_at: datetime.datetime
    # For this applicant, extensions included; None: as long as the call is open.
    deadline: datetime.datetime | None = None
    is_closed: bool = False
    themes: frozenset[str] = frozenset()
    regions: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    starts_after: datetime.date | None = None
    ends_before: datetime.date | None = None


@dataclass(frozen=True)
class Ruling:
    """What a rule says of the facts; `variant` tells apart sentences of one verdict."""

    code: str
    verdict: str
    variant: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)


Rule = Callable[[Facts, Conditions], Iterator[Ruling]]


def judge(facts: Facts, conditions: Conditions) -> list[Ruling]:
    """Return what every rule that the call has says of the facts, in the order of reading."""
    return [ruling for rule in RULES for ruling in rule(facts, conditions)]


def verdict_of(rulings: Iterable[Ruling]) -> str:
    """Return the verdict over all: one rule that is not met is enough."""
    found = {ruling.verdict for ruling in rulings}
    return next((verdict for verdict in (NOT_MET, UNKNOWN) if verdict in found), MET)


def _window(facts: Facts, call: Conditions) -> Iterator[Ruling]:
    values = {"opens": call.opens_at, "closes": call.deadline}
    if call.is_closed or (call.deadline and facts.now > call.deadline):
        yield Ruling("window", NOT_MET, "over", values)
    elif facts.now < call.opens_at:
        yield Ruling("window", UNKNOWN, "upcoming", values)
    else:
        yield Ruling("window", MET, "until" if call.deadline else "rolling", values)


def _applicant(facts: Facts, call: Conditions) -> Iterator[Ruling]:
    allowed = frozenset(call.terms.applicants)
    if not allowed:
        return
    values = {"kinds": call.terms.applicants, "name": facts.applicant and facts.applicant.name}
    if facts.applicant is None:
        if STATE in allowed:
            yield Ruling("applicant", MET, "state", values)
        else:
            yield Ruling("applicant", UNKNOWN, "partner", values)
    elif facts.applicant.kinds & allowed:
        yield Ruling("applicant", MET, "", values)
    else:
        is_state = STATE in facts.applicant.kinds
        yield Ruling("applicant", NOT_MET, "government" if is_state else "", values)


def _joint(facts: Facts, call: Conditions) -> Iterator[Ruling]:
    wanted, kinds = call.terms.joint_at_least, frozenset(call.terms.joint_kinds)
    if wanted < 2:
        return
    there = [party.name for party in facts.parties if party.kinds & kinds]
    values = {"wanted": wanted, "there": len(there), "kinds": call.terms.joint_kinds}
    if len(there) >= wanted:
        yield Ruling("joint", MET, "", {**values, "names": there})
    elif facts.applicant is None:
        yield Ruling("joint", UNKNOWN, "", values)
    else:
        yield Ruling("joint", NOT_MET, "", values)


def _government(facts: Facts, call: Conditions) -> Iterator[Ruling]:
    if call.terms.needs_government:
        yield Ruling("government", MET if facts.has_government else UNKNOWN)


def _places(facts: Facts, call: Conditions) -> Iterator[Ruling]:
    if not (call.countries or call.regions or call.terms.groups):
        return
    if not facts.countries:
        yield Ruling("places", UNKNOWN)
        return
    outside = sorted(code for code in facts.countries if not _is_meant(code, facts, call))
    values = {"countries": outside or sorted(facts.countries)}
    yield Ruling("places", NOT_MET if outside else MET, "", values)


def _is_meant(country: str, facts: Facts, call: Conditions) -> bool:
    named = call.countries or call.regions
    is_named = country in call.countries or facts.regions.get(country, frozenset()) & call.regions
    in_group = not call.terms.groups or facts.groups.get(country, frozenset()) & {
        *call.terms.groups
    }
    return bool((not named or is_named) and in_group)


def _themes(facts: Facts, call: Conditions) -> Iterator[Ruling]:
    if not call.themes:
        return
    if not facts.themes:
        yield Ruling("themes", UNKNOWN)
        return
    shared = sorted(code for code in facts.themes if _branch(code) & call.themes)
    values = {"themes": shared or sorted(call.themes)}
    yield Ruling("themes", MET if shared else NOT_MET, "", values)


def _branch(code: str) -> set[str]:
    """Return a theme and all above it: what is about marking machines is about marking."""
    parts = code.split(".")
    return {".".join(parts[:n]) for n in range(1, len(parts) + 1)}


def _amount(facts: Facts, call: Conditions) -> Iterator[Ruling]:
    most, least = call.terms.ceiling_minor, call.terms.minimum_minor
    if most is None and least is None:
        return
    values = {
        "asked": facts.asked_minor,
        "most": most,
        "least": least,
        "currency": call.terms.currency,
    }
    # Of a request a part may be proposed, or several together; a proposal is what it is.
    verdict, of = (UNKNOWN, "request_") if facts.applicant is None else (NOT_MET, "")
    if facts.asked_minor is None:
        yield Ruling("amount", UNKNOWN, _limits(most, least), values)
    elif most is not None and facts.asked_minor > most:
        yield Ruling("amount", verdict, f"{of}above", values)
    elif least is not None and facts.asked_minor < least:
        yield Ruling("amount", verdict, f"{of}below", values)
    else:
        yield Ruling("amount", MET, "", values)


def _limits(most: int | None, least: int | None) -> str:
    return "least" if most is None else "most" if least is None else "range"


def _duration(facts: Facts, call: Conditions) -> Iterator[Ruling]:
    least, most = call.terms.months_min or 1, call.terms.months_max
    if call.terms.months_min is None and most is None:
        return
    values = {"months": facts.months, "least": least, "most": most}
    if facts.months is None:
        yield Ruling("duration", UNKNOWN, "" if most else "least", values)
    elif facts.months < least or (most is not None and facts.months > most):
        yield Ruling("duration", NOT_MET, "short" if facts.months < least else "long", values)
    else:
        yield Ruling("duration", MET, "", values)


def _dates(facts: Facts, call: Conditions) -> Iterator[Ruling]:
    if call.starts_after:
        yield _day("starts", facts.starts_on, call.starts_after, is_first=True)
    if call.ends_before:
        yield _day("ends", facts.ends_on, call.ends_before, is_first=False)


def _day(code: str, said: datetime.date | None, wanted: datetime.date, *, is_first: bool) -> Ruling:
    values = {"said": said, "wanted": wanted}
    if said is None:
        return Ruling(code, UNKNOWN, "", values)
    fits = said >= wanted if is_first else said <= wanted
    return Ruling(code, MET if fits else NOT_MET, "", values)


def _shares(facts: Facts, call: Conditions) -> Iterator[Ruling]:
    for share in call.terms.shares:
        values: dict[str, Any] = {"category": share.category, "most": share.percent}
        if facts.shares is None:
            yield Ruling("share", UNKNOWN, "", values)
            continue
        taken = facts.shares.get(share.category, 0.0)
        values["taken"] = round(taken, 1)
        yield Ruling("share", MET if taken <= share.percent else NOT_MET, "", values)


def _cofinancing(facts: Facts, call: Conditions) -> Iterator[Ruling]:
    wanted = call.terms.cofinancing_percent
    if not wanted:
        return
    if facts.asked_minor is None or not facts.total_minor:
        yield Ruling("cofinancing", UNKNOWN, "", {"wanted": wanted})
        return
    others = (facts.total_minor - facts.asked_minor) * 100
    values = {"wanted": wanted, "there": round(others / facts.total_minor, 1)}
    fits = others >= wanted * facts.total_minor
    yield Ruling("cofinancing", MET if fits else NOT_MET, "", values)


def _reported(facts: Facts, call: Conditions) -> Iterator[Ruling]:
    if call.terms.needs_reported_need:
        yield Ruling("reported", _known(facts.is_reported))


def _endorsed(facts: Facts, call: Conditions) -> Iterator[Ruling]:
    if call.terms.needs_endorsement:
        yield Ruling("endorsed", MET if facts.is_endorsed else UNKNOWN)


def _known(fact: bool | None) -> str:
    return UNKNOWN if fact is None else MET if fact else NOT_MET


def _papers(facts: Facts, call: Conditions) -> Iterator[Ruling]:
    asked = (
        ("sections", call.terms.sections, facts.missing_sections),
        ("annexes", call.terms.annexes, facts.missing_annexes),
    )
    for code, wanted, missing in asked:
        if wanted or missing:
            still = wanted if missing is None else missing
            yield Ruling(code, UNKNOWN if still else MET, "", {"missing": tuple(still)})


RULES: tuple[Rule, ...] = (
    _window,
    _applicant,
    _joint,
    _government,
    _places,
    _themes,
    _amount,
    _duration,
    _dates,
    _shares,
    _cofinancing,
    _reported,
    _endorsed,
    _papers,
)
