"""The moves of a proposal: to a fund and back, withdrawn, taken up again, closed."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from matchmaking.projects.models import Proposal
from matchmaking.projects.services.common import keep_version, locked, void_signatures
from matchmaking.projects.workflow import PROPOSAL_WORKFLOW


@transaction.atomic
def submit_proposal(*, proposal_id: int, actor: User) -> Proposal:
    """Hand a signed proposal in to a fund; its words stand still from now on."""
    proposal = _moved(proposal_id, "submit_proposal", actor)
    _set(proposal, submitted_at=timezone.now(), return_reason="")
    keep_version(proposal, actor, is_final=True)
    return proposal


@transaction.atomic
def resubmit_proposal(*, proposal_id: int) -> Proposal:
    """Give back to the fund what it had released, word for word. Rights: the caller."""
    return _moved(proposal_id, "submit_proposal", None)


@transaction.atomic
def release_proposal(*, proposal_id: int, actor: User | None) -> Proposal:
    """Take it back from the fund; it stays signed. The caller has checked the right."""
    return _moved(proposal_id, "release_proposal", None)


@transaction.atomic
def return_proposal(*, proposal_id: int, actor: User | None, reason: str) -> Proposal:
    """Send it back for revision: its words may change, and are signed anew. Rights: the caller."""
    proposal = _moved(proposal_id, "return_proposal", None, reason)
    void_signatures(proposal, actor)
    _set(proposal, return_reason=reason.strip(), signed_at=None)
    return proposal


@transaction.atomic
def approve_proposal(*, proposal_id: int, actor: User | None, reason: str = "") -> Proposal:
    """Mark it as approved by a fund. The caller has checked the right."""
    return _moved(proposal_id, "approve_proposal", None, reason)


@transaction.atomic
def reject_proposal(*, proposal_id: int, actor: User | None, reason: str = "") -> Proposal:
    """Mark it as not approved; it may be taken up again. The caller has checked the right."""
    return _moved(proposal_id, "reject_proposal", None, reason)


@transaction.atomic
def close_proposal(*, proposal_id: int, actor: User | None, reason: str = "") -> Proposal:
    """Close it: the project is over. The caller has checked the right."""
    return _moved(proposal_id, "close_proposal", None, reason)


@transaction.atomic
def withdraw_proposal(
    *, proposal_id: int, actor: User, reason: str, version: int | None = None
) -> Proposal:
    """Give it up, saying why."""
    proposal = _moved(proposal_id, "withdraw", actor, reason, version)
    void_signatures(proposal, actor)
    _set(proposal, signed_at=None)
    return proposal


@transaction.atomic
def redraft_proposal(
    *, proposal_id: int, actor: User, version: int | None = None, reason: str = ""
) -> Proposal:
    """Take up again what was withdrawn or not approved, as a draft to be signed anew."""
    proposal = _moved(proposal_id, "redraft", actor, reason, version)
    void_signatures(proposal, actor)
    _set(proposal, signed_at=None, return_reason="")
    return proposal


def _moved(
    proposal_id: int,
    name: str,
    actor: User | None,
    reason: str = "",
    version: int | None = None,
) -> Proposal:
    proposal = locked(proposal_id)
    if version is not None:
        proposal.version = version  # a move over a newer version is refused, once the right is sure
    PROPOSAL_WORKFLOW.move(proposal, name, actor=actor, reason=reason)
    return proposal


def _set(proposal: Proposal, **values: Any) -> None:
    for name, value in values.items():
        setattr(proposal, name, value)
    proposal.save(update_fields=list(values))
