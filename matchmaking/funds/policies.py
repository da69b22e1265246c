"""Who runs a fund, who reviews for it, and who may ask about its calls."""

from accounts.choices import OrganisationKind, Role
from accounts.models import Organisation
from accounts.policies import belongs_to, holds, is_member
from accounts.selectors import Person, organisations_of
from matchmaking.funds.models import Call, Fund


def administers(user: Person, fund: Fund) -> bool:
    """Say whether `user` administers the fund."""
    return holds(user, fund.organisation_id, Role.FUND_ADMINISTRATOR)


def reviews_for(user: Person, fund: Fund) -> bool:
    """Say whether `user` is among the reviewers of the fund."""
    return holds(user, fund.organisation_id, Role.REVIEWER)


def oversees(user: Person, fund: Fund) -> bool:
    """Say whether `user` has any role in the fund: administrator, reviewer, auditor."""
    return belongs_to(user, fund.organisation_id)


def administers_call(user: Person, call: Call) -> bool:
    """Say whether `user` administers the fund of the call."""
    return administers(user, call.fund)


def administered_organisations(user: Person) -> list[Organisation]:
    """Return the organisations for which `user` may set up funds."""
    found = organisations_of(user, (Role.FUND_ADMINISTRATOR,))
    return [place for place in found if place.kind == OrganisationKind.FUND]


def administers_any(user: Person) -> bool:
    """Say whether `user` administers any fund at all."""
    return bool(administered_organisations(user))


def may_ask(user: Person, call: Call) -> bool:
    """Say whether `user` may ask about the call: any member, except those who answer."""
    return is_member(user) and not oversees(user, call.fund)


def may_follow(user: Person, call: Call) -> bool:
    """Say whether `user` may be told of changes: anybody who is signed in."""
    return user.is_authenticated
