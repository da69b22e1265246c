"""The checks of one pair, as one of the parties or the secretariat may see them."""

from dataclasses import dataclass, field

from django.urls import reverse

from accounts.selectors import Person
from matchmaking.clearance import policies
from matchmaking.clearance.choices import CheckStatus
from matchmaking.clearance.models import Check, Checklist, CheckRule
from matchmaking.clearance.selectors.clearing import (
    PairClearance,
    clearance_of,
    rules_for,
)
from matchmaking.clearance.selectors.facts import facts_of
from matchmaking.clearance.workflow import CHECK_WORKFLOW
from matchmaking.needs.models import Need
from matchmaking.offers.models import Offer
from matchmaking.workflow import Transition


@dataclass(frozen=True)
class CheckRow:
    """One check on the page: what is asked, how it stands, what the reader may do."""

    rule: CheckRule
    status: str
    status_name: str
    check: Check | None = None
    moves: list[Transition] = field(default_factory=list)

    @property
    def is_mine(self) -> bool:
        """Whether it waits for the reader."""
        return any(move.name in ("clear", "waive") for move in self.moves)


@dataclass(frozen=True)
class ChecklistView:
    """The checks of a pair for one reader; `rows` holds only those they may read."""

    need: Need
    offer: Offer
    clearance: PairClearance
    rows: list[CheckRow]
    checklist: Checklist | None
    may_open: bool

    @property
    def url(self) -> str:
        """The page with all of it."""
        return reverse("clearance:checklist", args=[self.need.pk, self.offer.pk])

    @property
    def is_begun(self) -> bool:
        """Whether somebody has begun with the checks."""
        return self.checklist is not None

    @property
    def hidden(self) -> int:
        """How many checks are for others to clear and to read."""
        return self.clearance.total - sum(row.status != CheckStatus.DROPPED for row in self.rows)


def checklist_for(user: Person, need: Need, offer: Offer) -> ChecklistView | None:
    """Return the checks of a pair as `user` may see them; None where they may not at all."""
    if not policies.sees_checklist(user, need, offer):
        return None
    checks = checks_of(need, offer)
    rows = [
        CheckRow(
            rule=check.rule,
            status=check.standing,
            status_name=check.standing_name,
            check=check,
            moves=CHECK_WORKFLOW.available(check, actor=user),
        )
        for check in checks
        if policies.sees_check(user, check)
    ]
    return ChecklistView(
        need=need,
        offer=offer,
        clearance=clearance_of(checks) if checks else _by_the_rules(need, offer),
        rows=rows,
        checklist=checks[0].checklist if checks else None,
        may_open=policies.opens_checks(user, need, offer),
    )


def checks_of(need: Need, offer: Offer) -> list[Check]:
    """Return the checks of a pair with their decisions, in the order of the rules."""
    rows = Check.objects.filter(checklist__need=need, checklist__offer=offer)
    rows = rows.select_related("rule", "ruling__by", "ruling__document", "checklist")
    found = list(rows.order_by("rule__position", "pk"))
    for check in found:
        # The pair is here already; the policies ask for its organisations.
        check.checklist.need, check.checklist.offer = need, offer
    return found


def _by_the_rules(need: Need, offer: Offer) -> PairClearance:
    facts = facts_of([(need.pk, offer.pk)])[need.pk, offer.pk]
    return PairClearance(total=len(rules_for(facts)))
