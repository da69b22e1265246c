"""Who someone is, as predicates. What they may do with a record, its own slice says."""

from accounts.choices import OrganisationKind, Role
from accounts.selectors import Person, memberships_of, organisation_ids


def holds(user: Person, organisation_id: int, *roles: str) -> bool:
    """Say whether `user` has one of `roles` in that organisation."""
    return organisation_id in organisation_ids(user, roles)


def belongs_to(user: Person, organisation_id: int) -> bool:
    """Say whether `user` has any role in that organisation."""
    return organisation_id in organisation_ids(user)


def is_secretariat(user: Person) -> bool:
    """Say whether `user` works at the secretariat, in whatever role."""
    return any(m.organisation.kind == OrganisationKind.SECRETARIAT for m in memberships_of(user))


def is_broker(user: Person) -> bool:
    """Say whether `user` brokers and moderates for the secretariat."""
    return any(
        m.organisation.kind == OrganisationKind.SECRETARIAT and m.role == Role.BROKER
        for m in memberships_of(user)
    )
