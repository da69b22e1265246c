"""What can be done to people and organisations."""

from django.contrib.auth.models import Group
from django.db import transaction
from django.utils import timezone

from accounts.choices import OrganisationKind
from accounts.models import Membership, Organisation, User

# Members of the secretariat edit pages and reference data; the portal gives this group its rights.
SECRETARIAT_GROUP = "Secretariat"


@transaction.atomic
def give_role(*, user: User, organisation: Organisation, role: str) -> Membership:
    """Let `user` speak for `organisation` in `role`; doing it twice changes nothing."""
    membership, _created = Membership.objects.update_or_create(
        user=user, organisation=organisation, role=role, defaults={"ended_at": None}
    )
    _sync_groups(user)
    return membership


@transaction.atomic
def end_role(*, membership: Membership) -> None:
    """End a membership; the row stays, so that old histories remain readable."""
    membership.ended_at = timezone.now()
    membership.save(update_fields=["ended_at"])
    _sync_groups(membership.user)


def _sync_groups(user: User) -> None:
    group, _created = Group.objects.get_or_create(name=SECRETARIAT_GROUP)
    works_there = user.memberships.filter(
        ended_at=None, organisation__kind=OrganisationKind.SECRETARIAT
    ).exists()
    (user.groups.add if works_there else user.groups.remove)(group)
    user.__dict__.pop("_memberships", None)
