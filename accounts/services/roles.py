"""Giving and ending a role. Who may, the services that call these have asked."""

from django.contrib.auth.models import Group
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts import audit
from accounts.choices import ROLES_BY_KIND, OrganisationKind
from accounts.errors import DomainError
from accounts.models import Membership, Organisation, User

# Members of the secretariat edit pages and reference data; the portal gives this group its rights.
SECRETARIAT_GROUP = "Secretariat"


@transaction.atomic
def give_role(
    *,
    user: User,
    organisation: Organisation,
    role: str,
    actor: User | None = None,
    reason: str = "",
) -> Membership:
    """Let `user` speak for `organisation` in `role`; doing it twice changes nothing."""
    held = Membership.objects.filter(user=user, organisation=organisation, role=role)
    running = held.filter(ended_at=None).first()
    if running:
        return running
    membership, _new = held.update_or_create(
        user=user,
        organisation=organisation,
        role=role,
        defaults={"ended_at": None, "since": timezone.now()},
    )
    audit.record(membership, "give_role", actor=actor, reason=reason)
    _follow_roles(user, organisation)
    return membership


@transaction.atomic
def end_role(*, membership: Membership, actor: User | None = None, reason: str = "") -> None:
    """End a membership; the row stays, so that old histories remain readable."""
    membership.ended_at = timezone.now()
    membership.save(update_fields=["ended_at"])
    audit.record(membership, "end_role", actor=actor, reason=reason)
    _follow_roles(membership.user, membership.organisation)


class RoleDoesNotFit(DomainError):
    """That kind of organisation has no such role."""

    def __init__(self) -> None:
        super().__init__(_("Choose a role that exists in this kind of organisation."), field="role")


def check_role_fits(organisation: Organisation, role: str) -> None:
    """Refuse a role that does not exist in that kind of organisation."""
    if role not in ROLES_BY_KIND[organisation.kind]:
        raise RoleDoesNotFit


def _follow_roles(user: User, changed_in: Organisation) -> None:
    """Forget what was read about `user`; roles at the secretariat bring and take its group."""
    if changed_in.kind == OrganisationKind.SECRETARIAT:
        _sync_groups(user)
    user.__dict__.pop("_memberships", None)


def _sync_groups(user: User) -> None:
    group, _new = Group.objects.get_or_create(name=SECRETARIAT_GROUP)
    works_there = user.memberships.filter(
        ended_at=None, organisation__kind=OrganisationKind.SECRETARIAT
    ).exists()
    (user.groups.add if works_there else user.groups.remove)(group)
