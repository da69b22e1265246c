"""Who may know of the checks of a pair, who clears which, and who sets the rules."""

from typing import Any

from accounts.policies import belongs_to, is_broker, is_secretariat
from accounts.selectors import Person
from matchmaking.clearance.choices import Side
from matchmaking.clearance.models import Check
from matchmaking.needs.models import Need
from matchmaking.needs.policies import owns_need
from matchmaking.offers.models import Offer
from matchmaking.offers.policies import owns_offer


def sees_checklist(user: Person, need: Need, offer: Offer) -> bool:
    """Say whether `user` may see how far the checks are: the parties and the secretariat."""
    is_party = belongs_to(user, need.organisation_id) or belongs_to(user, offer.organisation_id)
    return is_party or is_secretariat(user)


def opens_checks(user: Person, need: Need, offer: Offer) -> bool:
    """Say whether `user` may begin the checks of a pair: who acts for a side, and a broker."""
    return owns_need(user, need) or owns_offer(user, offer) or is_broker(user)


def sees_check(user: Person, check: Check) -> bool:
    """Say whether `user` may read a check and its evidence: its own side, the secretariat."""
    sides: dict[str, int | None] = {
        Side.GIVER: check.checklist.offer.organisation_id,
        Side.RECIPIENT: check.checklist.need.organisation_id,
    }
    side = sides.get(check.rule.cleared_by)
    return is_secretariat(user) or (side is not None and belongs_to(user, side))


def clears_check(user: Person, check: Check) -> bool:
    """Say whether `user` in person may clear or fail a check.

    What the recipient or the giver must show, nobody shows in their place.
    """
    if check.rule.cleared_by == Side.GIVER:
        return owns_offer(user, check.checklist.offer)
    if check.rule.cleared_by == Side.RECIPIENT:
        return owns_need(user, check.checklist.need)
    return is_broker(user)


def proposes_waiver(user: Person, check: Check) -> bool:
    """Say whether `user` may propose to waive a check: who clears it, or a broker."""
    return check.rule.may_waive and (clears_check(user, check) or is_broker(user))


def confirms_waiver(user: Person, check: Check) -> bool:
    """Say whether `user` may confirm or refuse a waiver: a broker who did not propose it."""
    proposed = check.ruling
    return is_broker(user) and proposed is not None and proposed.by_id != user.pk


def reopens_check(user: Person, check: Check) -> bool:
    """Say whether `user` may open a check again: who clears it, or a broker."""
    return clears_check(user, check) or is_broker(user)


def leaves_it_to_the_system(user: Person, check: Any) -> bool:
    """Say no: this step is taken by the calendar or the rules, not by a person."""
    return False


def sets_rules(user: Person) -> bool:
    """Say whether `user` writes the rules of the checks."""
    return is_broker(user)


def sees_rules(user: Person) -> bool:
    """Say whether `user` may read the rules of the checks."""
    return is_secretariat(user)


def screens_names(user: Person) -> bool:
    """Say whether `user` uploads lists of names, looks names up, and decides on hits."""
    return is_broker(user)


def sees_hits(user: Person) -> bool:
    """Say whether `user` may see which names resemble an entry: the brokers of the secretariat."""
    return is_broker(user)
