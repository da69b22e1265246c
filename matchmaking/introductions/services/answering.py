"""What a side says to being introduced, itself or by letter."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from matchmaking.clearance import services as clearance
from matchmaking.errors import NotInThisState
from matchmaking.introductions import notices, policies
from matchmaking.introductions.choices import LetterKind, Said, Side
from matchmaking.introductions.models import Introduction
from matchmaking.introductions.services.common import (
    announce,
    checked_reason,
    finish,
    in_words,
    locked,
    organisation_of,
)
from matchmaking.introductions.services.paper import Paper, keep_letter, verb
from matchmaking.introductions.signals import introduction_answered
from matchmaking.introductions.workflow import INTRODUCTION_WORKFLOW


@transaction.atomic
def accept_introduction(
    *, introduction_id: int, actor: User, version: int | None = None, paper: Paper | None = None
) -> Introduction:
    """Say yes for a side; once every side has, the broker may introduce them."""
    introduction = locked(introduction_id, version)
    side = _answering_side(introduction, actor, paper)
    name = "accept_first" if len(policies.waiting_sides(introduction)) > 1 else "accept"
    reason = paper.in_words() if paper else ""
    INTRODUCTION_WORKFLOW.move(introduction, verb(name, paper), actor=actor, reason=reason)
    _write_answer(introduction, side, Said.YES, actor)
    if paper:
        _keep(introduction, LetterKind.ACCEPTANCE, paper, actor)
    introduction.moved_at = timezone.now()
    if name == "accept":
        introduction.accepted_at = introduction.moved_at
        clearance.open_checks(need_id=introduction.need_id, offer_id=introduction.offer_id)
    finish(introduction, "accepted_at")
    notices.tell_of_yes(introduction, actor)
    announce(introduction_answered, introduction)
    return introduction


@transaction.atomic
def decline_introduction(
    *,
    introduction_id: int,
    actor: User,
    reason_code: str,
    words: str = "",
    version: int | None = None,
    paper: Paper | None = None,
) -> Introduction:
    """Say no for a side, with a reason that the other one reads."""
    introduction = locked(introduction_id, version)
    side = _answering_side(introduction, actor, paper)
    reason = checked_reason("declining", reason_code, words)
    said = in_words(reason, words)
    said = f"{paper.in_words()}. {said}" if paper else said
    INTRODUCTION_WORKFLOW.move(introduction, verb("turn_down", paper), actor=actor, reason=said)
    _write_answer(introduction, side, Said.NO, actor)
    if paper:
        _keep(introduction, LetterKind.REFUSAL, paper, actor)
    introduction.reason, introduction.reason_words = reason, words.strip()
    introduction.moved_at = introduction.ended_at = timezone.now()
    finish(introduction, "reason", "reason_words", "ended_at")
    notices.tell_of_end(introduction, actor)
    announce(introduction_answered, introduction)
    return introduction


def _answering_side(introduction: Introduction, actor: User, paper: Paper | None) -> Side:
    """Return the side that answers, or refuse: a stranger first, then who has answered already."""
    own = policies.decides_for(actor, introduction)
    if paper and policies.brokers(actor, introduction):
        own = [Side(paper.side)]
    if not own or (paper and paper.side not in own):
        raise PermissionDenied
    waiting = policies.waiting_sides(introduction)
    asked = [Side(paper.side)] if paper else own
    side = next((side for side in asked if side in waiting), None)
    if side is None:
        raise NotInThisState
    return side


def _write_answer(introduction: Introduction, side: Side, said: Said, actor: User) -> None:
    introduction.answers.filter(side=side).update(
        said=said, answered_by=actor, answered_at=timezone.now()
    )


def _keep(introduction: Introduction, kind: LetterKind, paper: Paper, actor: User) -> None:
    owner = organisation_of(introduction, paper.side)
    keep_letter(introduction, kind, paper, owner, actor)
