"""Who someone is, as predicates. What they may do with a record, its own slice says."""

from accounts.choices import MANAGERS_BY_KIND, OrganisationKind, Role
from accounts.models import AccessRequest, Membership, Organisation
from accounts.selectors import Person, employer_ids, memberships_of, organisation_ids


def holds(user: Person, organisation_id: int, *roles: str) -> bool:
    """Say whether `user` has one of `roles` in that organisation."""
    return organisation_id in organisation_ids(user, roles)


def belongs_to(user: Person, organisation_id: int) -> bool:
    """Say whether `user` speaks for that organisation, in whatever role."""
    return organisation_id in organisation_ids(user)


def is_member(user: Person) -> bool:
    """Say whether `user` speaks for anybody at all; an account alone makes no member."""
    return bool(memberships_of(user))


def is_secretariat(user: Person) -> bool:
    """Say whether `user` works at the secretariat, in whatever role."""
    return any(m.organisation.kind == OrganisationKind.SECRETARIAT for m in memberships_of(user))


def is_broker(user: Person) -> bool:
    """Say whether `user` brokers and moderates for the secretariat."""
    return any(
        m.organisation.kind == OrganisationKind.SECRETARIAT and m.role == Role.BROKER
        for m in memberships_of(user)
    )


def manages_people(user: Person, organisation: Organisation) -> bool:
    """Say whether `user` invites and ends roles: the organisation's own manager, or a broker."""
    return is_broker(user) or holds(user, organisation.pk, *MANAGERS_BY_KIND[organisation.kind])


def manages_anybody(user: Person) -> bool:
    """Say whether `user` looks after the people of any organisation."""
    return any(m.role in MANAGERS_BY_KIND[m.organisation.kind] for m in memberships_of(user))


def sees_people(user: Person, organisation: Organisation) -> bool:
    """Say whether `user` may know who speaks for `organisation`: its members, the secretariat."""
    return organisation.pk in employer_ids(user) or is_secretariat(user)


def may_end(user: Person, membership: Membership) -> bool:
    """Say whether `user` may end the role: their own, or of somebody they look after."""
    return membership.user_id == user.pk or manages_people(user, membership.organisation)


def resets_factors(user: Person, membership: Membership) -> bool:
    """Say whether `user` may let in somebody who lost every factor: a broker, never themselves."""
    return is_broker(user) and membership.user_id != user.pk


def decides_access(user: Person) -> bool:
    """Say whether `user` decides on requests for access."""
    return is_broker(user)


def decides_request(user: Person, request: AccessRequest) -> bool:
    """Say whether `user` decides on this request: a broker, but never on their own."""
    return decides_access(user) and request.user_id != user.pk


def sees_request(user: Person, request: AccessRequest) -> bool:
    """Say whether `user` may know of the request: who made it, and those who decide."""
    return request.user_id == user.pk or decides_access(user)


def edits_contact(user: Person, organisation: Organisation) -> bool:
    """Say whether `user` keeps the point of contact: the State's focal point, or a broker."""
    is_state = organisation.kind == OrganisationKind.STATE
    return is_state and (is_broker(user) or holds(user, organisation.pk, Role.FOCAL_POINT))
