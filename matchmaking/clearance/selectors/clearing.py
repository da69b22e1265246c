"""How far the checks of many pairs are, at a few queries for any number."""

from collections.abc import Collection, Iterable
from typing import NamedTuple

from matchmaking.clearance.choices import PASSED, CheckStatus
from matchmaking.clearance.facts import Pair, PairFacts, applies
from matchmaking.clearance.models import Check, CheckRule
from matchmaking.clearance.selectors.facts import facts_of
from matchmaking.clearance.shipped import active_rules


class PairClearance(NamedTuple):
    """How many checks a pair needs, and how many of them are passed or failed."""

    total: int = 0
    cleared: int = 0
    failed: int = 0

    @property
    def is_clear(self) -> bool:
        """Whether nothing stands in the way of an introduction."""
        return self.cleared == self.total

    @property
    def open(self) -> int:
        """How many checks still wait."""
        return self.total - self.cleared - self.failed


def clearances(pairs: Collection[Pair]) -> dict[Pair, PairClearance]:
    """Return how far the checks of each pair are; three queries for any number of pairs.

    A pair whose checks nobody has begun is judged by the rules: nothing is cleared yet.
    """
    found = _begun(pairs)
    rest = set(pairs) - found.keys()
    if rest:
        rules = active_rules()
        for pair, facts in facts_of(rest).items():
            found[pair] = PairClearance(total=len(rules_for(facts, rules)))
    return found


def rules_for(facts: PairFacts, rules: Iterable[CheckRule] | None = None) -> list[CheckRule]:
    """Return the rules that ask something of a pair."""
    return [rule for rule in (active_rules() if rules is None else rules) if applies(rule, facts)]


def clearance_of(checks: Iterable[Check]) -> PairClearance:
    """Return how far these checks of one pair are today."""
    states = [check.standing for check in checks if check.status != CheckStatus.DROPPED]
    return PairClearance(
        total=len(states),
        cleared=sum(state in PASSED for state in states),
        failed=states.count(CheckStatus.FAILED),
    )


def _begun(pairs: Collection[Pair]) -> dict[Pair, PairClearance]:
    rows = Check.objects.filter(
        checklist__need__in={need_id for need_id, _offer_id in pairs},
        checklist__offer__in={offer_id for _need_id, offer_id in pairs},
    ).select_related("checklist", "ruling")
    wanted = set(pairs)
    checks: dict[Pair, list[Check]] = {}
    for row in rows:
        pair = (row.checklist.need_id, row.checklist.offer_id)
        if pair in wanted:
            checks.setdefault(pair, []).append(row)
    return {pair: clearance_of(found) for pair, found in checks.items()}
