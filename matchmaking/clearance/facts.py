"""Which checks a pair needs, told from what is known of it: no database in here."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from matchmaking.clearance.choices import Circumstance

Pair = tuple[int, int]


class Conditions(Protocol):
    """What a rule says of when its check is asked for."""

    circumstances: list[str]
    kinds: list[str]
    countries: list[str]
    groups: list[str]
    channels: list[str]


@dataclass(frozen=True)
class PairFacts:
    """What the rules ask of a pair: the need's State, and what is asked for and offered."""

    country: str = ""
    groups: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    channel: str = ""
    circumstances: frozenset[str] = frozenset()
    # Prints of what decisions rest on; only where one pair is looked at closely.
    prints: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_embargoed(self) -> bool:
        """Whether an embargo names the recipient."""
        return Circumstance.EMBARGO in self.circumstances


def applies(rule: Conditions, facts: PairFacts, *, although_lifted: bool = False) -> bool:
    """Say whether the rule asks for its check: everything that it names must hold.

    `although_lifted` keeps a check whose embargo has gone: a person looks at it once more.
    """
    wanted = set(rule.circumstances)
    if although_lifted:
        wanted.discard(Circumstance.EMBARGO)
    return (
        wanted <= facts.circumstances
        and _is_of_a_kind(rule.kinds, facts.kinds)
        and _is_for(rule, facts)
        and (not rule.channels or facts.channel in rule.channels)
    )


def _is_of_a_kind(wanted: Iterable[str], kinds: frozenset[str]) -> bool:
    """Say whether a kind is one of those wanted or stands below one; nothing wanted is anything."""
    codes = list(wanted)
    return not codes or any(
        kind == code or kind.startswith(f"{code}.") for kind in kinds for code in codes
    )


def _is_for(rule: Conditions, facts: PairFacts) -> bool:
    """Say whether the recipient is named, itself or by a group."""
    if not rule.countries and not rule.groups:
        return True
    return facts.country in rule.countries or bool(facts.groups & set(rule.groups))
