"""What every act on a proposal does: lock it, void what was signed, keep what it said."""

from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.dispatch import Signal
from django.utils import timezone

from accounts.models import User
from matchmaking import audit
from matchmaking.errors import ChangedMeanwhile, NotInThisState
from matchmaking.projects import notices, policies
from matchmaking.projects.choices import ProposalStatus
from matchmaking.projects.contents import Contents, contents
from matchmaking.projects.models import Proposal
from matchmaking.projects.signals import proposal_changed
from matchmaking.projects.workflow import PROPOSAL_WORKFLOW
from matchmaking.workflow import compare_and_set
from matchmaking.writing.traces import RecordVersion

KIND = "proposal"
SECTION = "sectiontext"


def locked(proposal_id: int) -> Proposal:
    """Return a proposal for writing."""
    return Proposal.objects.select_for_update().get(pk=proposal_id)


def refuse_stale(proposal: Proposal, version: int | None) -> None:
    """Raise ChangedMeanwhile where its reader saw another version; ask for the right first."""
    if version is not None and proposal.version != version:
        raise ChangedMeanwhile


def to_write(proposal_id: int, code: str, actor: User) -> Proposal:
    """Return a proposal for writing one of its sections, or refuse: the right before the state."""
    proposal = locked(proposal_id)
    if not policies.writes_section(actor, proposal, code):
        raise PermissionDenied
    if not proposal.is_editable:
        raise NotInThisState
    return proposal


@transaction.atomic
def note_change(
    *, proposal_id: int, code: str, actor: User, changes: audit.Changes | None = None
) -> Proposal:
    """Note that a section was changed by an act of its own: what was signed is void."""
    proposal = to_write(proposal_id, code, actor)
    settle(proposal, code, actor, changes=changes)
    return proposal


def settle(
    proposal: Proposal,
    code: str,
    actor: User,
    *,
    changes: audit.Changes | None = None,
    restored_from: int | None = None,
    **values: Any,
) -> Contents:
    """Finish a change of the words: void, count the version, record, keep, announce."""
    void_signatures(proposal, actor)
    if proposal.status == ProposalStatus.SIGNED:
        PROPOSAL_WORKFLOW.move(proposal, "rewrite", actor=actor)
        values["signed_at"] = None
    compare_and_set(proposal, updated_at=timezone.now(), **values)
    audit.record(proposal, "edit", actor=actor, changes=changes or {code: ("", "")})
    said = keep_version(proposal, actor, restored_from=restored_from)
    announce(proposal_changed, proposal)
    return said


def void_signatures(proposal: Proposal, actor: User | None) -> None:
    """Let the signatures so far count no longer; they stay on record, and their people are told."""
    standing = list(proposal.signatures.filter(voided_at=None).select_related("signed_by"))
    if not standing:
        return
    now = timezone.now()
    proposal.signatures.filter(pk__in=[row.pk for row in standing]).update(
        voided_at=now, voided_by=actor
    )
    notices.tell_of_void(proposal, [row.signed_by for row in standing], actor)


def keep_version(
    proposal: Proposal, author: User, *, is_final: bool = False, restored_from: int | None = None
) -> Contents:
    """Keep what it says now; a later save of the same sitting takes the place of an earlier one."""
    last = RecordVersion.objects.of(proposal).order_by("-number").first()
    kept = RecordVersion(
        kind=KIND,
        record_id=proposal.pk,
        number=proposal.version,
        contents=contents(proposal),
        author=author,
        in_passing=not is_final and restored_from is None,
        restored_from=restored_from,
    )
    if last and (last.number == kept.number or last.is_superseded_by(kept)):
        kept.in_passing = kept.in_passing and last.in_passing
        if last.number == kept.number and restored_from is None:  # signed as it was written
            kept.author, kept.saved_at = last.author, last.saved_at
        last.delete()
    kept.save()
    said: Contents = kept.contents
    return said


def announce(signal: Signal, proposal: Proposal) -> None:
    """Tell the slices above, once it is committed."""
    transaction.on_commit(partial(signal.send_robust, sender=Proposal, proposal_id=proposal.pk))
