"""Introducing the parties, concluding with an agreement, and ending."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts.models import Organisation, User
from matchmaking.clearance import services as clearance
from matchmaking.introductions import notices, policies
from matchmaking.introductions.choices import LetterKind
from matchmaking.introductions.models import Introduction
from matchmaking.introductions.services.common import (
    announce,
    checked_reason,
    finish,
    in_words,
    locked,
    organisation_of,
    refuse_closed,
    secretariat_of,
)
from matchmaking.introductions.services.paper import Paper, keep_letter, verb
from matchmaking.introductions.signals import (
    introduction_concluded,
    introduction_ended,
    parties_introduced,
)
from matchmaking.introductions.workflow import AGREED, INTRODUCTION_WORKFLOW
from matchmaking.matching.models import Reason


@transaction.atomic
def introduce_parties(
    *, introduction_id: int, actor: User, version: int | None = None, paper: Paper | None = None
) -> Introduction:
    """Bring the parties into conversation; NotClear while a check of the pair is open."""
    introduction = locked(introduction_id, version)
    reason = paper.in_words() if paper else ""
    INTRODUCTION_WORKFLOW.move(introduction, verb("introduce", paper), actor=actor, reason=reason)
    refuse_closed(introduction.need, introduction.offer)
    clearance.require_clear(need_id=introduction.need_id, offer_id=introduction.offer_id)
    if paper:
        _keep(introduction, LetterKind.INTRODUCTION, paper, actor)
    introduction.broker = actor
    introduction.moved_at = introduction.introduced_at = timezone.now()
    finish(introduction, "broker", "introduced_at")
    notices.tell_of_introduction(introduction, actor)
    announce(parties_introduced, introduction)
    return introduction


@transaction.atomic
def conclude_introduction(*, introduction_id: int, actor: User | None) -> Introduction:
    """Mark that an agreement stands; agreements call this in the act that concludes one."""
    introduction = locked(introduction_id)
    if introduction.status == AGREED:
        return introduction
    INTRODUCTION_WORKFLOW.move(introduction, "conclude", actor=actor)
    introduction.moved_at = introduction.agreed_at = timezone.now()
    finish(introduction, "agreed_at")
    announce(introduction_concluded, introduction)
    return introduction


@transaction.atomic
def reopen_talks(*, introduction_id: int) -> Introduction:
    """Go back to talking, where the last agreement ended and nothing stands any more."""
    introduction = locked(introduction_id)
    INTRODUCTION_WORKFLOW.move(introduction, "reopen_talks", actor=None)
    introduction.moved_at = timezone.now()
    finish(introduction)
    return introduction


@transaction.atomic
def end_introduction(
    *,
    introduction_id: int,
    actor: User | None,
    reason_code: str,
    words: str = "",
    version: int | None = None,
    paper: Paper | None = None,
) -> Introduction:
    """End a try with a reason, at any time before an agreement; `actor` None is the system."""
    introduction = locked(introduction_id, version)
    if actor is not None and not policies.may_end(actor, introduction):
        raise PermissionDenied
    reason = _reason(actor, reason_code, words)
    said = in_words(reason, words)
    said = f"{paper.in_words()}. {said}" if paper else said
    INTRODUCTION_WORKFLOW.move(introduction, verb("end", paper), actor=actor, reason=said)
    if paper and actor:
        _keep(introduction, LetterKind.END, paper, actor)
    _close(introduction, reason, words)
    notices.tell_of_end(introduction, actor)
    announce(introduction_ended, introduction)
    return introduction


def _reason(actor: User | None, code: str, words: str) -> Reason:
    """Return the reason; the system may give one that nobody can choose any more."""
    return Reason.objects.get(pk=code) if actor is None else checked_reason("ending", code, words)


def _close(introduction: Introduction, reason: Reason, words: str) -> None:
    introduction.reason, introduction.reason_words = reason, words.strip()
    introduction.moved_at = introduction.ended_at = timezone.now()
    finish(introduction, "reason", "reason_words", "ended_at")


def _keep(introduction: Introduction, kind: LetterKind, paper: Paper, actor: User) -> None:
    keep_letter(introduction, kind, paper, _sender(introduction, paper, actor), actor)


def _sender(introduction: Introduction, paper: Paper, actor: User) -> Organisation:
    """Return whose letter it is; a side records no letters for the other one."""
    own = policies.decides_for(actor, introduction)
    if paper.side and (not own or paper.side in own):
        return organisation_of(introduction, paper.side)
    secretariat = None if paper.side else secretariat_of(actor)
    if secretariat is None:
        raise PermissionDenied
    return secretariat
