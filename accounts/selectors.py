"""What is asked about people: for whom they speak, and what they may know of."""

from collections.abc import Iterable

from django.contrib.auth.models import AnonymousUser

from accounts.choices import OrganisationKind, Role
from accounts.models import Membership, Organisation, User

Person = User | AnonymousUser
SECRETARIAT = "secretariat"
PUBLIC = "public"
MEMBERS = "members"
BROKERS = "brokers"


def memberships_of(user: Person) -> tuple[Membership, ...]:
    """Return the running memberships of `user`, read once per request."""
    if not user.is_authenticated or not user.is_active:
        return ()
    if not hasattr(user, "_memberships"):
        rows = user.memberships.filter(ended_at=None).select_related("organisation")
        user._memberships = tuple(rows.order_by("organisation__name", "role"))
    return user._memberships


def organisations_of(user: Person, roles: Iterable[str] | None = None) -> list[Organisation]:
    """Return the organisations `user` speaks for, only with `roles` where given."""
    found = {m.organisation_id: m.organisation for m in memberships_of(user) if _fits(m, roles)}
    return list(found.values())


def organisation_ids(user: Person, roles: Iterable[str] | None = None) -> frozenset[int]:
    """Return the ids of the organisations `user` speaks for, only with `roles` where given."""
    return frozenset(m.organisation_id for m in memberships_of(user) if _fits(m, roles))


def visibility_codes(user: Person) -> frozenset[str]:
    """Return the codes of everything `user` may know of; a search compares them with a record's."""
    codes = {PUBLIC} | {f"org:{pk}" for pk in organisation_ids(user)}
    memberships = memberships_of(user)
    if memberships:
        codes.add(MEMBERS)
    if any(m.organisation.kind == OrganisationKind.SECRETARIAT for m in memberships):
        codes.add(SECRETARIAT)
    if any(_brokers(m) for m in memberships):
        codes.add(BROKERS)
    return frozenset(codes)


def _brokers(membership: Membership) -> bool:
    at_home = membership.organisation.kind == OrganisationKind.SECRETARIAT
    return at_home and membership.role == Role.BROKER


def _fits(membership: Membership, roles: Iterable[str] | None) -> bool:
    return roles is None or membership.role in roles
