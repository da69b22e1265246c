"""Bringing back what a proposal said before."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.models import User
from matchmaking.errors import NotInThisState
from matchmaking.projects import policies
from matchmaking.projects.contents import Contents, contents, section_of
from matchmaking.projects.models import Proposal
from matchmaking.projects.sections import SECTIONS
from matchmaking.projects.services.common import keep_version, locked, refuse_stale
from matchmaking.projects.services.saving import save_section
from matchmaking.writing.traces import RecordVersion


@transaction.atomic
def restore_version(
    *, proposal_id: int, number: int, actor: User, version: int | None = None
) -> Proposal:
    """Say again what it said in version `number`; documents attached since then stay."""
    proposal = locked(proposal_id)
    if not policies.leads(actor, proposal):
        raise PermissionDenied
    refuse_stale(proposal, version)
    if not proposal.is_editable:
        raise NotInThisState
    old = RecordVersion.objects.of(proposal).get(number=number).contents
    _keep_before(proposal, actor)
    for section in SECTIONS:
        said = section_of(old, section)
        save_section(proposal_id=proposal.pk, code=section.code, said=_standing(said), actor=actor)
    proposal.refresh_from_db()
    keep_version(proposal, actor, restored_from=number)
    return proposal


def _keep_before(proposal: Proposal, actor: User) -> None:
    """Keep what is there now from being replaced in the same sitting."""
    last = RecordVersion.objects.of(proposal).order_by("-number").first()
    if last is None or last.contents != contents(proposal):
        keep_version(proposal, actor, is_final=True)
    else:
        RecordVersion.objects.filter(pk=last.pk).update(in_passing=False)


def _standing(said: Contents) -> Contents:
    """Leave out the currency: the budget that comes back is in the one it is written in."""
    return {name: value for name, value in said.items() if name != "currency"}
