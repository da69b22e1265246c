"""The sides of an evaluation: recipient, implementer, and who gives (a donor or a fund)."""

from accounts.choices import Role
from accounts.models import Membership, Organisation, User
from accounts.policies import holds
from accounts.selectors import Person
from matchmaking.evaluation.choices import Side
from matchmaking.monitoring.models import Undertaking
from matchmaking.monitoring.selectors import parties

# Who comments, responds and consents for an organisation.
ACTING_ROLES = (Role.FOCAL_POINT, Role.PROGRAMME_OFFICER, Role.FUND_ADMINISTRATOR)


def organisation_ids_of(undertaking: Undertaking) -> set[int]:
    """Return every organisation that is a party, donors to the fund among them."""
    return set(parties(undertaking).everybody)


def sides_of(undertaking: Undertaking) -> list[tuple[Side, int]]:
    """Return who comments, responds and consents: of a project, the fund answers for its donors."""
    pairs = _pairs(undertaking)
    has_fund = any(side == Side.FUND for side, _pk in pairs)
    return [(side, pk) for side, pk in pairs if side != Side.DONOR or not has_fund]


def acts_for(user: Person, undertaking: Undertaking) -> list[tuple[Side, int]]:
    """Return the sides that `user` acts for, each with the organisation."""
    return [(side, pk) for side, pk in sides_of(undertaking) if holds(user, pk, *ACTING_ROLES)]


def organisations(undertaking: Undertaking) -> list[tuple[Side, Organisation]]:
    """Return the sides with their organisations, in order."""
    pairs = sides_of(undertaking)
    named = Organisation.objects.in_bulk({pk for _side, pk in pairs})
    return [(side, named[pk]) for side, pk in pairs]


def people_of(undertaking: Undertaking, *only: Side) -> list[User]:
    """Return who acts for the sides, or for some of them."""
    ids = {pk for side, pk in sides_of(undertaking) if not only or side in only}
    rows = Membership.objects.filter(
        organisation__in=ids, role__in=ACTING_ROLES, ended_at=None, user__is_active=True
    )
    return list({row.user for row in rows.select_related("user")})


def _pairs(undertaking: Undertaking) -> list[tuple[Side, int]]:
    found = parties(undertaking)
    rows = [
        *((Side.RECIPIENT, pk) for pk in found.recipient),
        *((Side.IMPLEMENTER, pk) for pk in found.implementer),
        *((Side.DONOR, pk) for pk in found.donor),
        *((Side.FUND, pk) for pk in [found.fund] if pk is not None),
    ]
    # An organisation that is on two sides answers once, for the first of them.
    return list({pk: (side, pk) for side, pk in reversed(rows)}.values())[::-1]
