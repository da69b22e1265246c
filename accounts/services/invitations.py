"""Inviting somebody to speak for an organisation, and what becomes of it."""

from datetime import datetime, timedelta
from secrets import token_urlsafe

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts import audit, policies, telling
from accounts.changes import compare_and_set
from accounts.choices import InvitationStatus
from accounts.errors import DomainError, NotInThisState
from accounts.hashing import fingerprint
from accounts.models import Invitation, Membership, Organisation, User
from accounts.selectors import has_account, owns_address
from accounts.services.roles import check_role_fits, give_role


class InvitedAlready(DomainError):
    """An open invitation for the same role lies in that mailbox."""

    message = _("This address has been invited to this role already. Send that one again instead.")


class MemberAlready(DomainError):
    """The person has the role."""

    message = _("This person has that role already.")


class InvitationOver(DomainError):
    """Accepted, revoked or expired."""

    message = _(
        "This invitation can no longer be accepted: it was answered, revoked or has expired. "
        "Ask the organisation for a new one."
    )


class InvitedSomebodyElse(DomainError):
    """The account does not own the invited address."""

    message = _(
        "This invitation was sent to another e-mail address than those of your account. Sign in "
        "with the account of that address, or add the address to your account first."
    )


@transaction.atomic
def invite(
    *, organisation_id: int, email: str, role: str, language: str, actor: User
) -> Invitation:
    """Offer a role by e-mail."""
    organisation = Organisation.objects.select_for_update().get(pk=organisation_id)
    if not policies.manages_people(actor, organisation):
        raise PermissionDenied
    check_role_fits(organisation, role)
    email = email.lower()
    _check_is_new(organisation, email, role)
    token = token_urlsafe(32)
    invitation = Invitation.objects.create(
        organisation=organisation,
        email=email,
        role=role,
        language=language,
        invited_by=actor,
        expires_at=_good_until(),
        token_hash=fingerprint(token),
    )
    audit.record(invitation, "invite", actor=actor)
    telling.send_invitation(invitation, token)
    return invitation


@transaction.atomic
def resend_invitation(*, invitation_id: int, actor: User) -> Invitation:
    """Send a fresh link; the one sent before no longer works."""
    invitation = _managed(invitation_id, actor)
    token = token_urlsafe(32)
    compare_and_set(
        invitation,
        token_hash=fingerprint(token),
        sent_at=timezone.now(),
        expires_at=_good_until(),
    )
    audit.record(invitation, "resend", actor=actor)
    telling.send_invitation(invitation, token)
    return invitation


@transaction.atomic
def revoke_invitation(*, invitation_id: int, actor: User, reason: str = "") -> Invitation:
    """Take an invitation back; its link no longer works."""
    invitation = _managed(invitation_id, actor)
    compare_and_set(invitation, status=InvitationStatus.REVOKED, closed_at=timezone.now())
    audit.record(invitation, "revoke", actor=actor, reason=reason)
    return invitation


@transaction.atomic
def accept_invitation(*, invitation_id: int, user: User) -> Membership:
    """Take up the role; only an account that owns the invited address can."""
    invitation = _unanswered(invitation_id)
    if not owns_address(user, invitation.email):
        raise InvitedSomebodyElse
    return _accept(invitation, user)


@transaction.atomic
def accept_as_new_person(*, invitation_id: int, full_name: str, password: str) -> User:
    """Open an account and take up the role; the link has proved that the address is theirs."""
    invitation = _unanswered(invitation_id)
    if has_account(invitation.email):
        raise InvitedSomebodyElse(_("There is an account with this address. Sign in with it."))
    user = User.objects.create_user(
        invitation.email, password, full_name=full_name, language=invitation.language
    )
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    _accept(invitation, user)
    return user


def _accept(invitation: Invitation, user: User) -> Membership:
    compare_and_set(
        invitation,
        status=InvitationStatus.ACCEPTED,
        accepted_by=user,
        closed_at=timezone.now(),
    )
    audit.record(invitation, "accept", actor=user)
    return give_role(
        user=user, organisation=invitation.organisation, role=invitation.role, actor=user
    )


def _check_is_new(organisation: Organisation, email: str, role: str) -> None:
    running = Membership.objects.filter(organisation=organisation, role=role, ended_at=None)
    if running.filter(user__email__iexact=email).exists():
        raise MemberAlready(field="email")
    same = Invitation.objects.filter(organisation=organisation, email=email, role=role)
    if same.filter(status=InvitationStatus.OPEN).exists():
        raise InvitedAlready(field="email")


def _managed(invitation_id: int, actor: User) -> Invitation:
    """Return an unanswered invitation that `actor` looks after, locked."""
    invitation = _locked(invitation_id)
    if not policies.manages_people(actor, invitation.organisation):
        raise PermissionDenied
    if invitation.status != InvitationStatus.OPEN:
        raise NotInThisState
    return invitation


def _unanswered(invitation_id: int) -> Invitation:
    invitation = _locked(invitation_id)
    if not invitation.is_open:
        raise InvitationOver
    return invitation


def _locked(invitation_id: int) -> Invitation:
    rows = Invitation.objects.select_for_update(of=("self",)).select_related("organisation")
    return rows.get(pk=invitation_id)


def _good_until() -> datetime:
    return timezone.now() + timedelta(days=settings.INVITATION_DAYS)
