"""Conditions of an approval: evidence handed in, accepted or sent back; waived with a reason."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.files import File
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from matchmaking.decisions import notices, policies
from matchmaking.decisions.choices import EvidenceStatus
from matchmaking.decisions.models import Condition, Evidence
from matchmaking.decisions.services.common import after, announce, condition_of
from matchmaking.decisions.signals import condition_met
from matchmaking.decisions.workflow import CONDITION_WORKFLOW
from matchmaking.documents.services import store_attachment
from matchmaking.errors import ReasonMissing
from matchmaking.workflow import compare_and_set


@transaction.atomic
def hand_in_evidence(
    *,
    condition_id: int,
    version: int,
    words: str,
    actor: User,
    file: "File[bytes] | None" = None,
) -> Evidence:
    """Show that a condition is met, in words and with a document where there is one."""
    condition = _read(condition_id, version)
    CONDITION_WORKFLOW.move(condition, "hand_in_evidence", actor=actor)
    if not words.strip():
        raise ReasonMissing
    attachment = None
    if file is not None:
        applicant = condition.decision.application.proposal.applicant
        attachment = store_attachment(
            organisation=applicant, file=file, actor=actor, is_exchanged=True
        )
    evidence = Evidence.objects.create(
        condition=condition, words=words.strip(), attachment=attachment, handed_in_by=actor
    )
    after(notices.tell_of_evidence, evidence.pk)
    return evidence


@transaction.atomic
def accept_evidence(*, condition_id: int, version: int, actor: User, words: str = "") -> Condition:
    """Say that a condition is met by what was handed in."""
    condition = _read(condition_id, version)
    CONDITION_WORKFLOW.move(condition, "accept_evidence", actor=actor, reason=words)
    _answer(condition, EvidenceStatus.ACCEPTED, words, actor)
    _settle(condition, actor)
    return condition


@transaction.atomic
def send_back_evidence(*, condition_id: int, version: int, actor: User, reason: str) -> Condition:
    """Say what is missing; the condition is open again."""
    condition = _read(condition_id, version)
    CONDITION_WORKFLOW.move(condition, "send_back_evidence", actor=actor, reason=reason)
    _answer(condition, EvidenceStatus.SENT_BACK, reason, actor)
    after(notices.tell_of_sending_back, condition.pk)
    return condition


@transaction.atomic
def waive_condition(*, condition_id: int, version: int, actor: User, reason: str) -> Condition:
    """Do without a condition, where the rules let one administrator say so."""
    if not policies.waives(actor, condition_of(condition_id)):
        raise PermissionDenied
    return waive(condition_id, reason=reason, actor=actor, version=version)


def waive(
    condition_id: int,
    *,
    reason: str,
    actor: User,
    version: int | None = None,
    by_ballot: bool = False,
) -> Condition:
    """Write that a condition is waived, by one person or by a ballot that was counted."""
    condition = _read(condition_id, version)
    mover = None if by_ballot else actor
    CONDITION_WORKFLOW.move(condition, "waive_condition", actor=mover, reason=reason)
    _settle(condition, actor, waived_because=reason.strip())
    return condition


def _read(condition_id: int, version: int | None) -> Condition:
    condition = condition_of(condition_id)
    if version is not None:
        condition.version = version
    return condition


def _answer(condition: Condition, status: str, words: str, actor: User) -> None:
    waiting = condition.evidence.filter(status=EvidenceStatus.WAITING)
    waiting.update(
        status=status, answer=words.strip(), answered_by=actor, answered_at=timezone.now()
    )


def _settle(condition: Condition, actor: User, **more: Any) -> None:
    compare_and_set(condition, settled_by=actor, settled_at=timezone.now(), **more)
    application_id = condition.decision.application_id
    announce(condition_met, Condition, application_id=application_id, condition_id=condition.pk)
    after(notices.tell_of_settling, condition.pk)
