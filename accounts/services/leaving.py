"""Leaving an organisation: what happens to one's tasks, and that no State loses its last voice."""

from functools import partial

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts import audit, policies, telling
from accounts.choices import OrganisationKind, Role
from accounts.errors import DomainError, NotInThisState, ReasonMissing
from accounts.models import Membership, Organisation, User
from accounts.notifications.services import hand_over_tasks
from accounts.selectors import colleagues_of
from accounts.services.roles import end_role, give_role
from accounts.signals import person_left


class LastFocalPoint(DomainError):
    """Nobody else is focal point of the State."""

    message = _(
        "This is the only focal point of the State. Pass the role on to a colleague, invite a "
        "successor first, or ask the secretariat to end it."
    )


class LastBroker(DomainError):
    """Nobody else could decide anything at the secretariat."""

    message = _("This is the only broker of the secretariat. Invite another one first.")


@transaction.atomic
def end_membership(
    *,
    membership_id: int,
    actor: User,
    successor_id: int | None = None,
    passes_role: bool = False,
    reason: str = "",
    in_spite: bool = False,
) -> None:
    """End a role; `successor_id` takes over the tasks, and the role too where it is passed on.

    The last focal point stays, unless the secretariat ends the role `in_spite` of that.
    """
    membership = _locked(membership_id)
    if not policies.may_end(actor, membership):
        raise PermissionDenied
    if membership.ended_at is not None:
        raise NotInThisState
    if membership.user_id != actor.pk and not reason.strip():
        raise ReasonMissing
    successor = _successor(membership, successor_id)
    if successor and passes_role:
        give_role(
            user=successor,
            organisation=membership.organisation,
            role=membership.role,
            actor=actor,
            reason=reason,
        )
    check_somebody_stays(membership, in_spite=in_spite and policies.is_broker(actor))
    finish(membership, actor=actor, successor=successor, reason=reason)


def finish(
    membership: Membership, *, actor: User, successor: User | None = None, reason: str = ""
) -> None:
    """End the role, hand the tasks over, and tell who must know."""
    end_role(membership=membership, actor=actor, reason=reason)
    if membership.role == Role.FOCAL_POINT and not _others(membership).exists():
        audit.record(membership.organisation, "lose_focal_point", actor=actor, reason=reason)
        telling.tell_brokers_of_loss(membership)
    if membership.user_id != actor.pk:
        telling.tell_of_ended_role(membership, reason)
    handed = hand_over_tasks(user=membership.user, to=successor)
    if handed:
        changes = {"tasks": (handed, 0), "successor": ("", successor.pk if successor else "")}
        audit.record(membership, "hand_over", actor=actor, changes=changes)
    running = membership.organisation.memberships.filter(ended_at=None)
    if not running.filter(user=membership.user_id).exists():
        transaction.on_commit(partial(_say_left, membership, successor))


def _say_left(membership: Membership, successor: User | None) -> None:
    person_left.send(
        sender=Membership,
        user_id=membership.user_id,
        organisation_id=membership.organisation_id,
        successor_id=successor.pk if successor else None,
    )


def check_somebody_stays(membership: Membership, *, in_spite: bool) -> None:
    """Refuse to end the last focal point of a State, and the last broker whatever is said."""
    if _others(membership).exists():
        return
    if membership.role == Role.FOCAL_POINT and not in_spite:
        raise LastFocalPoint
    is_at_secretariat = membership.organisation.kind == OrganisationKind.SECRETARIAT
    if membership.role == Role.BROKER and is_at_secretariat:
        raise LastBroker


def _others(membership: Membership) -> QuerySet[Membership]:
    same = Membership.objects.filter(
        organisation=membership.organisation_id, role=membership.role, ended_at=None
    )
    return same.filter(user__is_active=True).exclude(pk=membership.pk)


def _locked(membership_id: int) -> Membership:
    """Lock the organisation first: two leaving at once must see each other."""
    membership = Membership.objects.select_related("organisation", "user").get(pk=membership_id)
    Organisation.objects.select_for_update().get(pk=membership.organisation_id)
    membership.refresh_from_db(fields=["ended_at"])
    return membership


def _successor(membership: Membership, successor_id: int | None) -> User | None:
    if successor_id is None:
        return None
    found = colleagues_of(membership).filter(pk=successor_id).first()
    if found is None:
        raise DomainError(_("Choose a colleague of the same organisation."), field="successor")
    return found
