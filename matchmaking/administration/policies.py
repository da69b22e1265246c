"""Who works at the desk of a fund, and who only looks."""

from accounts.choices import OrganisationKind
from accounts.selectors import Person, memberships_of
from matchmaking.applications.access import FUND_EYES
from matchmaking.funds.models import Fund
from matchmaking.funds.policies import administers


def sees_desk(user: Person) -> bool:
    """Say whether `user` runs or audits any fund."""
    return any(
        row.organisation.kind == OrganisationKind.FUND and row.role in FUND_EYES
        for row in memberships_of(user)
    )


def sets_terms(user: Person, fund: Fund) -> bool:
    """Say whether `user` says how long the stages of a fund may take: its administrators."""
    return administers(user, fund)
