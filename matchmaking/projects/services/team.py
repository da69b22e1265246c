"""Who is in the team: asked by the lead, joins for an organisation, leaves, takes the lead."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, User
from accounts.selectors import organisations_of
from matchmaking import audit
from matchmaking.errors import DomainError, NotInThisState
from matchmaking.projects import notices, policies
from matchmaking.projects.choices import InvitationStatus, ProposalStatus, TeamRole
from matchmaking.projects.models import Proposal, TeamInvitation, TeamMember
from matchmaking.projects.services.common import locked

OVER = (ProposalStatus.CLOSED,)


@transaction.atomic
def invite(
    *, proposal_id: int, email: str, role: str, actor: User, words: str = ""
) -> TeamInvitation:
    """Ask whoever owns an address to join, in a role; nobody learns whether they are here."""
    proposal = _led(proposal_id, actor)
    email = email.strip().lower()
    if role not in (TeamRole.WRITER, TeamRole.BUDGET, TeamRole.READER):
        raise DomainError(_("The lead is handed over, not given out."), field="role")
    if proposal.team.filter(left_at=None, user__email__iexact=email).exists():
        raise DomainError(_("This person is in the team already."), field="email")
    if proposal.invitations.filter(email=email, status=InvitationStatus.OPEN).exists():
        raise DomainError(_("This address has been invited already."), field="email")
    invitation = TeamInvitation.objects.create(
        proposal=proposal, email=email, role=role, words=words.strip(), invited_by=actor
    )
    audit.record(proposal, "invite", actor=actor, changes={"role": ("", role)})
    notices.tell_of_invitation(invitation)
    return invitation


@transaction.atomic
def take_back_invitation(*, invitation_id: int, actor: User) -> TeamInvitation:
    """Take an invitation back that nobody has answered."""
    invitation = _open(invitation_id)
    if not policies.submits(actor, invitation.proposal):
        raise PermissionDenied
    return _answered(invitation, InvitationStatus.TAKEN_BACK)


@transaction.atomic
def accept_invitation(
    *, invitation_id: int, actor: User, organisation: Organisation | None = None
) -> TeamMember:
    """Join the team for one's organisation."""
    invitation = _mine(invitation_id, actor)
    mine = organisations_of(actor)
    if organisation is not None and organisation not in mine:
        raise PermissionDenied
    if not mine:
        raise DomainError(_("Ask for access to your organisation first: teams are of members."))
    _answered(invitation, InvitationStatus.ACCEPTED)
    member = TeamMember.objects.create(
        proposal=invitation.proposal,
        user=actor,
        organisation=organisation or mine[0],
        role=invitation.role,
    )
    changes = {"role": ("", invitation.role), "organisation": ("", str(member.organisation))}
    audit.record(invitation.proposal, "join_team", actor=actor, changes=changes)
    notices.tell_of_joining(member, invitation)
    return member


@transaction.atomic
def decline_invitation(*, invitation_id: int, actor: User) -> TeamInvitation:
    """Say no to an invitation."""
    invitation = _mine(invitation_id, actor)
    audit.record(invitation.proposal, "decline_team", actor=actor)
    return _answered(invitation, InvitationStatus.DECLINED)


@transaction.atomic
def leave_team(*, proposal_id: int, actor: User) -> None:
    """Leave the team; the lead hands over first."""
    proposal = locked(proposal_id)
    place = policies.place_of(actor, proposal)
    if place is None:
        raise PermissionDenied
    if place.role == TeamRole.LEAD:
        raise DomainError(_("Hand the lead over before you leave."))
    _end(place)
    audit.record(proposal, "leave_team", actor=actor)


@transaction.atomic
def drop_member(*, member_id: int, actor: User) -> TeamMember:
    """Take somebody from the team."""
    member = _member(member_id, actor)
    if member.role == TeamRole.LEAD:
        raise DomainError(_("Hand the lead over first."))
    _end(member)
    changes = {"member": (str(member.user), "")}
    audit.record(member.proposal, "drop_member", actor=actor, changes=changes)
    return member


@transaction.atomic
def change_role(*, member_id: int, role: str, actor: User) -> TeamMember:
    """Give somebody of the team another role than the lead."""
    member = _member(member_id, actor)
    if TeamRole.LEAD in (role, member.role) or role not in TeamRole.values:
        raise DomainError(_("The lead is handed over, not given out."), field="role")
    before, member.role = member.role, role
    member.save(update_fields=["role"])
    changes = {"member": ("", str(member.user)), "role": (before, role)}
    audit.record(member.proposal, "change_member", actor=actor, changes=changes)
    return member


@transaction.atomic
def hand_over(*, member_id: int, actor: User) -> TeamMember:
    """Let somebody of the team lead it from now on; who led before writes on.

    Who answers for the applicant may do so too: a lead may have gone.
    """
    member = _member(member_id, actor)
    lead = member.proposal.team.filter(role=TeamRole.LEAD, left_at=None).first()
    if lead == member:
        raise NotInThisState
    if lead is not None:
        lead.role = TeamRole.WRITER
        lead.save(update_fields=["role"])
    member.role = TeamRole.LEAD
    member.save(update_fields=["role"])
    changes = {"lead": (str(lead.user) if lead else "", str(member.user))}
    audit.record(member.proposal, "hand_over_lead", actor=actor, changes=changes)
    notices.tell_of_lead(member, actor)
    return member


def _led(proposal_id: int, actor: User) -> Proposal:
    """Return a proposal to who leads it, or answers for its applicant."""
    proposal = locked(proposal_id)
    if not policies.submits(actor, proposal):
        raise PermissionDenied
    if proposal.status in OVER:
        raise NotInThisState
    return proposal


def _member(member_id: int, actor: User) -> TeamMember:
    member = TeamMember.objects.select_related("user").get(pk=member_id)
    member.proposal = _led(member.proposal_id, actor)
    member.refresh_from_db(fields=["role", "left_at"])
    if member.left_at is not None:
        raise NotInThisState
    return member


def _mine(invitation_id: int, actor: User) -> TeamInvitation:
    invitation = _open(invitation_id)
    if not policies.may_answer(actor, invitation):
        raise PermissionDenied
    return invitation


def _open(invitation_id: int) -> TeamInvitation:
    """Return an invitation for answering; the proposal is what everybody stands in line for."""
    invitation = TeamInvitation.objects.get(pk=invitation_id)
    invitation.proposal = locked(invitation.proposal_id)
    invitation.refresh_from_db(fields=["status"])
    if invitation.status != InvitationStatus.OPEN:
        raise NotInThisState
    return invitation


def _answered(invitation: TeamInvitation, status: str) -> TeamInvitation:
    invitation.status, invitation.answered_at = status, timezone.now()
    invitation.save(update_fields=["status", "answered_at"])
    return invitation


def _end(member: TeamMember) -> None:
    member.left_at = timezone.now()
    member.save(update_fields=["left_at"])
