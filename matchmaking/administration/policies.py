"""Who works at the desk of a fund, and who only looks."""

from accounts.choices import Role
from accounts.selectors import Person, organisation_ids
from matchmaking.applications.access import FUND_EYES
from matchmaking.funds.models import Fund
from matchmaking.funds.policies import administers


def sees_desk(user: Person) -> bool:
    """Say whether `user` runs or audits any fund."""
    return bool(organisation_ids(user, FUND_EYES))


def sets_terms(user: Person, fund: Fund) -> bool:
    """Say whether `user` says how long the stages of a fund may take: its administrators."""
    return administers(user, fund)


def works_at_desk(user: Person) -> bool:
    """Say whether `user` administers any fund, and does not only audit it."""
    return bool(organisation_ids(user, [Role.FUND_ADMINISTRATOR]))
