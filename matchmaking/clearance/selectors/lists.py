"""The checks in lists: all that someone may read, those they clear, and how wide a rule reaches."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet

from accounts.models import User
from accounts.policies import is_broker
from accounts.selectors import Person, organisation_ids
from matchmaking.clearance.facts import Pair, PairFacts, applies
from matchmaking.clearance.models import Check, Checklist
from matchmaking.clearance.querysets import CheckQuerySet
from matchmaking.clearance.selectors.facts import facts_of
from matchmaking.matching.models import Suggestion
from matchmaking.needs.models import Need
from matchmaking.offers.models import Offer


def checks_for_listing(user: Person) -> CheckQuerySet:
    """Return the checks of open pairs that `user` may read, with what a row shows."""
    return _joined(Check.objects.visible_to(user))


def checks_to_clear(user: Person) -> CheckQuerySet:
    """Return the checks of open pairs that `user` in person may clear."""
    return _joined(Check.objects.clearable_by(user))


def checks_that_wait(user: User) -> QuerySet[Check] | None:
    """Return what waits for `user` now; None where they never clear anything."""
    if not organisation_ids(user):
        return None
    return checks_to_clear(user).waiting().exclude(status="waiver")


def waivers_to_confirm(user: User) -> QuerySet[Check] | None:
    """Return the proposals to waive that wait for `user` as the second person."""
    if not is_broker(user):
        return None
    waiting = _joined(Check.objects.filter(status="waiver"))
    return waiting.exclude(ruling__by=user)


def open_pairs() -> set[Pair]:
    """Return the pairs somebody may soon introduce: suggested, or with checks begun."""
    published = {
        "need__in": Need.objects.published().order_by().values("pk"),
        "offer__in": Offer.objects.published().order_by().values("pk"),
    }
    suggested = Suggestion.objects.filter(**published).values_list("need", "offer")
    begun = Checklist.objects.standing().values_list("need", "offer")
    return {*suggested, *begun}


def count_pairs(rules: Iterable[Any]) -> list[int]:
    """Return to how many open pairs each of these rules applies."""
    facts: list[PairFacts] = list(facts_of(open_pairs()).values())
    return [sum(applies(rule, one) for one in facts) for rule in rules]


def _joined(rows: CheckQuerySet) -> CheckQuerySet:
    standing = Checklist.objects.standing().values("pk")
    return (
        rows.asked()
        .filter(checklist__in=standing)
        .select_related(
            "rule",
            "ruling",
            "checklist__need__country",
            "checklist__offer__organisation",
        )
    )
