"""Putting a proposal on the desk: as pairs on the shortlist, never as decisions."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from matchmaking import audit
from matchmaking.allocation.models import Scenario, Share, Solution
from matchmaking.allocation.policies import shares_out
from matchmaking.allocation.selectors.results import is_stale, latest
from matchmaking.allocation.wording import amount_in_words
from matchmaking.desk.choices import PairSource
from matchmaking.desk.services import shortlist_pair
from matchmaking.errors import DomainError


@dataclass(frozen=True)
class Applied:
    """How many pairs are on the shortlist now, and which could not be put there."""

    pairs: int
    refused: list[tuple[Share, str]]


@transaction.atomic
def apply_solution(*, scenario_id: int, actor: User) -> Applied:
    """Put every pair of the newest proposal on the shortlist, with its amounts as a note."""
    if not shares_out(actor):
        raise PermissionDenied
    scenario = Scenario.objects.select_for_update().get(pk=scenario_id)
    solution = latest(scenario)
    if solution is None:
        raise DomainError(gettext_lazy("There is no proposal yet: solve the scenario first."))
    if is_stale(solution):
        raise DomainError(
            gettext_lazy("Requests, offers or terms have changed since. Solve the scenario again.")
        )
    applied = _shortlisted(solution, actor)
    Solution.objects.filter(pk=solution.pk).update(applied_at=timezone.now())
    changes = {"pairs": ("", str(applied.pairs))}
    audit.record(scenario, "apply", actor=actor, changes=changes)
    return applied


def _shortlisted(solution: Solution, actor: User) -> Applied:
    pairs: dict[tuple[int, int], list[Share]] = defaultdict(list)
    for share in solution.shares.select_related("kind", "need", "offer").order_by("pk"):
        pairs[share.need_id, share.offer_id].append(share)
    refused = []
    for (need_id, offer_id), shares in pairs.items():
        try:
            with transaction.atomic():
                shortlist_pair(
                    need_id=need_id,
                    offer_id=offer_id,
                    actor=actor,
                    note=_note(solution, shares),
                    source=PairSource.ALLOCATION,
                    group=solution.group,
                    quantity=_quantity(shares),
                )
        except DomainError as refusal:
            refused.append((shares[0], str(refusal.message)))
    return Applied(len(pairs) - len(refused), refused)


def _note(solution: Solution, shares: list[Share]) -> str:
    amounts = "; ".join(amount_in_words(share) for share in shares)
    return _("Scenario “%(scenario)s”, proposal %(number)s: %(amounts)s.") % {
        "scenario": solution.scenario,
        "number": solution.number,
        "amounts": amounts,
    }


def _quantity(shares: list[Share]) -> Decimal | None:
    """Return the amount where there is but one; units of several lines do not add up."""
    return shares[0].quantity if len(shares) == 1 else None
