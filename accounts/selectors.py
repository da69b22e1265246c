"""What is asked about people: for whom they speak, and what they may know of."""

import datetime
from collections.abc import Iterable

from allauth.account.models import EmailAddress
from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Exists, Model, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from accounts import audit
from accounts.choices import MANAGERS_BY_KIND, OrganisationKind, Role
from accounts.hashing import fingerprint
from accounts.models import AccessRequest, Invitation, Membership, Organisation, User

Person = User | AnonymousUser
LONG_AGO = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
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


def employer_ids(user: Person) -> frozenset[int]:
    """Return the ids of the organisations `user` has a role in, whether they speak for it or not.

    An evaluator of a body or an NGO works on their own: they speak for nobody, and know nothing
    of what their organisation asks, gives or carries out.
    """
    return frozenset(m.organisation_id for m in memberships_of(user))


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


def managed_organisations(user: Person) -> QuerySet[Organisation]:
    """Return the organisations whose people `user` looks after: all of them for a broker."""
    mine = [m for m in memberships_of(user) if m.role in MANAGERS_BY_KIND[m.organisation.kind]]
    if any(m.organisation.kind == OrganisationKind.SECRETARIAT for m in mine):
        return Organisation.objects.all()
    return Organisation.objects.filter(pk__in={m.organisation_id for m in mine})


def organisations_for_listing(user: Person) -> QuerySet[Organisation]:
    """Return the organisations whose people `user` may know of, with how many there are."""
    running = Q(memberships__ended_at=None) & Q(memberships__isnull=False)
    organisations = with_focal_point(_known_organisations(user))
    return organisations.annotate(
        people=Count("memberships__user", filter=running, distinct=True),
    ).order_by("name")


def states_for_directory() -> QuerySet[Organisation]:
    """Return the States with their points of contact, and whether each has a focal point."""
    states = Organisation.objects.filter(kind=OrganisationKind.STATE)
    states = states.annotate(changed=Coalesce("contact_point__updated_at", LONG_AGO))
    return with_focal_point(states).select_related("contact_point").order_by("name")


def with_focal_point(organisations: QuerySet[Organisation]) -> QuerySet[Organisation]:
    """Add whether somebody is focal point of each organisation now."""
    running = Membership.objects.filter(
        organisation=OuterRef("pk"), role=Role.FOCAL_POINT, ended_at=None, user__is_active=True
    )
    return organisations.annotate(has_focal_point=Exists(running))


def invitations_for_listing(user: Person) -> QuerySet[Invitation]:
    """Return the invitations `user` may know of: of the organisations they look after."""
    known = Invitation.objects.filter(organisation__in=managed_organisations(user))
    return known.select_related("organisation", "invited_by").order_by("-invited_at", "-pk")


def requests_for_listing(user: Person) -> QuerySet[AccessRequest]:
    """Return the requests for access `user` may know of: their own; all for a broker."""
    known = AccessRequest.objects.select_related("organisation", "user", "decided_by")
    if not any(_brokers(m) for m in memberships_of(user)):
        known = known.filter(user=user.pk)
    return known.order_by("-made_at", "-pk")


def people_of(organisation: Organisation) -> QuerySet[Membership]:
    """Return who speaks for `organisation` now, in which role."""
    running = organisation.memberships.filter(ended_at=None, user__is_active=True)
    return running.select_related("user", "organisation").order_by("user__full_name", "role")


def memberships_visible_to(user: Person) -> QuerySet[Membership]:
    """Return the running roles `user` may know of."""
    rows = Membership.objects.filter(ended_at=None).select_related("user", "organisation")
    return rows.filter(organisation__in=_known_organisations(user))


def colleagues_of(membership: Membership) -> QuerySet[User]:
    """Return the others who speak for the same organisation."""
    running = Q(memberships__organisation=membership.organisation_id, memberships__ended_at=None)
    others = User.objects.filter(running, is_active=True).exclude(pk=membership.user_id)
    return others.distinct().order_by("full_name", "email")


def states_with_contact_kept_by(user: Person) -> frozenset[int]:
    """Return the ids of the States whose point of contact `user` keeps; all for a broker."""
    if any(_brokers(m) for m in memberships_of(user)):
        states = Organisation.objects.filter(kind=OrganisationKind.STATE)
        return frozenset(states.values_list("pk", flat=True))
    return organisation_ids(user, [Role.FOCAL_POINT])


def history_of_people(organisation: Organisation, limit: int = 30) -> list[audit.Entry]:
    """Return what happened to the people of `organisation`, newest first."""
    records: list[Model] = [organisation]
    records += organisation.memberships.select_related("user", "organisation")
    records += organisation.invitations.select_related("organisation")
    records += organisation.access_requests.select_related("user", "organisation")
    return audit.joint_history(records, limit=limit)


def invitation_with(token: str) -> Invitation | None:
    """Return the invitation whose letter held `token`."""
    rows = Invitation.objects.select_related("organisation", "invited_by")
    return rows.filter(token_hash=fingerprint(token)).first()


def has_account(email: str) -> bool:
    """Say whether somebody signs in with that address."""
    confirmed = EmailAddress.objects.filter(email__iexact=email, verified=True)
    return User.objects.filter(Q(email__iexact=email) | Q(pk__in=confirmed.values("user"))).exists()


def owns_address(user: User, email: str) -> bool:
    """Say whether `email` is the sign-in address of `user`, or a confirmed other one."""
    if user.email.lower() == email.lower():
        return True
    others = EmailAddress.objects.filter(user=user, email__iexact=email, verified=True)
    return bool(others.exists())


def brokers() -> QuerySet[User]:
    """Return those who decide at the secretariat."""
    role = Q(
        memberships__role=Role.BROKER,
        memberships__ended_at=None,
        memberships__organisation__kind=OrganisationKind.SECRETARIAT,
    )
    return User.objects.filter(role, is_active=True).distinct()


def _known_organisations(user: Person) -> QuerySet[Organisation]:
    if any(m.organisation.kind == OrganisationKind.SECRETARIAT for m in memberships_of(user)):
        return Organisation.objects.all()
    return Organisation.objects.filter(pk__in=employer_ids(user))


def _brokers(membership: Membership) -> bool:
    at_home = membership.organisation.kind == OrganisationKind.SECRETARIAT
    return at_home and membership.role == Role.BROKER


def _fits(membership: Membership, roles: Iterable[str] | None) -> bool:
    return _speaks(membership) if roles is None else membership.role in roles


def _speaks(membership: Membership) -> bool:
    at_home = membership.organisation.kind == OrganisationKind.SECRETARIAT
    return at_home or membership.role != Role.EVALUATOR
