"""Signing a proposal: the State and the implementer sign the same words."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.choices import OrganisationKind
from accounts.models import Organisation, User
from matchmaking import audit
from matchmaking.errors import DomainError, NotInThisState
from matchmaking.projects import notices, policies
from matchmaking.projects.choices import ProposalStatus, Side
from matchmaking.projects.completeness import Gap, gaps
from matchmaking.projects.contents import contents
from matchmaking.projects.models import Proposal, Signature
from matchmaking.projects.services.common import announce, keep_version, locked, refuse_stale
from matchmaking.projects.signals import proposal_signed
from matchmaking.projects.workflow import PROPOSAL_WORKFLOW

SIGNABLE = (ProposalStatus.DRAFT, ProposalStatus.REVISION)


class IncompleteProposal(DomainError):
    """Something is missing or wrong; `gaps` says what, section by section."""

    def __init__(self, found: list[Gap]) -> None:
        super().__init__(
            _("The proposal is not complete: %(words)s")
            % {"words": " ".join(str(gap.words) for gap in found[:3])}
        )
        self.gaps = found


@transaction.atomic
def sign_proposal(
    *, proposal_id: int, actor: User, version: int | None = None, name: str = ""
) -> Proposal:
    """Sign for one side what is written now; with the second signature it is signed."""
    proposal = locked(proposal_id)
    if not policies.signs(actor, proposal):
        raise PermissionDenied
    refuse_stale(proposal, version)
    side = policies.signing_side(actor, proposal)
    if proposal.status not in SIGNABLE or side is None:
        raise NotInThisState
    refuse_incomplete(proposal)
    keep_version(proposal, actor, is_final=True)
    Signature.objects.create(
        proposal=proposal,
        side=side,
        organisation=_organisation(proposal, side),
        name=name.strip() or str(actor),
        signed_by=actor,
        number=proposal.version,
    )
    if proposal.signatures.filter(voided_at=None).count() < len(Side):
        audit.record(proposal, "sign_for", actor=actor, changes={"side": ("", str(side))})
        notices.tell_of_wanted_signature(proposal, actor)
    else:
        _conclude(proposal, actor)
    return proposal


@transaction.atomic
def ask_for_signatures(*, proposal_id: int, actor: User) -> None:
    """Tell those who sign that the words are ready."""
    proposal = locked(proposal_id)
    if not policies.submits(actor, proposal):
        raise PermissionDenied
    if proposal.status not in SIGNABLE:
        raise NotInThisState
    refuse_incomplete(proposal)
    notices.tell_of_wanted_signature(proposal, actor)


def refuse_incomplete(proposal: Proposal) -> None:
    """Raise IncompleteProposal where something keeps it from being signed."""
    found = [gap for gap in gaps(contents(proposal)) if gap.is_blocking]
    if found:
        raise IncompleteProposal(found)


def _organisation(proposal: Proposal, side: Side) -> Organisation:
    """Return for whom that side signs."""
    if side == Side.IMPLEMENTER and proposal.implementer:
        return proposal.implementer
    return Organisation.objects.get(kind=OrganisationKind.STATE, country_code=proposal.country_id)


def _conclude(proposal: Proposal, actor: User) -> None:
    PROPOSAL_WORKFLOW.move(proposal, "sign_proposal", actor=actor)
    proposal.signed_at = timezone.now()
    proposal.save(update_fields=["signed_at"])
    notices.tell_of_signing(proposal, actor)
    announce(proposal_signed, proposal)
