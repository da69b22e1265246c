"""What of proposals waits for whom."""

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.choices import OrganisationKind, Role
from accounts.models import User
from accounts.notifications.inbox import Source, Task
from accounts.selectors import memberships_of, organisation_ids
from matchmaking.projects.choices import ProposalStatus, Side
from matchmaking.projects.models import Proposal, Signature, TeamInvitation
from matchmaking.projects.selectors import open_invitations
from matchmaking.projects.services.signing import SIGNABLE


def to_sign(user: User) -> QuerySet[Proposal] | None:
    """Return the proposals that the other side has signed, and the side of `user` has not."""
    own = _signs(user)
    if own is None:
        return None
    standing = Signature.objects.filter(proposal=OuterRef("pk"), voided_at=None)
    rows = Proposal.objects.filter(own, Exists(standing), status__in=SIGNABLE)
    return rows.exclude(signatures__signed_by=user, signatures__voided_at=None).with_parties()


def to_revise(user: User) -> QuerySet[Proposal] | None:
    """Return the proposals `user` writes that a fund sent back."""
    rows = Proposal.objects.filter(status=ProposalStatus.REVISION)
    return rows.filter(team__user=user, team__left_at=None).with_parties()


def to_join(user: User) -> QuerySet[TeamInvitation] | None:
    """Return the teams that `user` is asked to join."""
    return open_invitations(user)


def _signs(user: User) -> Q | None:
    """Return what a proposal is like for which `user` signs; None where they sign for nobody."""
    states = {
        m.organisation.country_code
        for m in memberships_of(user)
        if m.role == Role.FOCAL_POINT and m.organisation.kind == OrganisationKind.STATE
    }
    partners = organisation_ids(user, [Role.PROGRAMME_OFFICER])
    if not states and not partners:
        return None
    signed = Signature.objects.filter(proposal=OuterRef("pk"), voided_at=None)
    for_state = Q(country__in=states) & ~Exists(signed.filter(side=Side.STATE))
    for_partner = Q(implementer__in=partners) & ~Exists(signed.filter(side=Side.IMPLEMENTER))
    return for_state | for_partner


def _task(proposal: Proposal, page: str = "check") -> Task:
    return Task(
        pk=proposal.pk,
        text=proposal.title,
        url=reverse(f"projects:{page}", args=[proposal.pk]),
        organisation_id=proposal.applicant_id,
        since=proposal.updated_at,
        badge=(proposal.status, proposal.get_status_display()),
    )


def _revision(proposal: Proposal) -> Task:
    return _task(proposal, "detail")


def _invitation(invitation: TeamInvitation) -> Task:
    return Task(
        pk=invitation.pk,
        text=invitation.proposal.title,
        url=reverse("projects:detail", args=[invitation.proposal_id]),
        organisation_id=invitation.proposal.applicant_id,
        since=invitation.invited_at,
    )


SOURCES = (
    Source("sign_proposal", _("Sign a proposal"), to_sign, _task),
    Source("revise_proposal", _("Revise a proposal"), to_revise, _revision),
    Source("join_team", _("Join the team of a proposal"), to_join, _invitation),
)
