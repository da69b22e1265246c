"""Facts that both sides stand by: one proposes the words, the other confirms them as they are."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from matchmaking.errors import DomainError, NotInThisState
from matchmaking.introductions import notices, policies
from matchmaking.introductions.choices import TALKING, FactStatus, Side, other_side
from matchmaking.introductions.models import Fact, Introduction
from matchmaking.introductions.services.common import locked

MOST_CHARACTERS = 500


@transaction.atomic
def propose_fact(
    *,
    introduction_id: int,
    actor: User,
    text: str,
    language: str = "",
    replaces: int | None = None,
) -> Fact:
    """Put a sentence to the other side; it is pinned once they confirm it."""
    introduction = locked(introduction_id)
    side = _side(introduction, actor)
    text = text.strip()
    if not text or len(text) > MOST_CHARACTERS:
        raise DomainError(_("Write one sentence, 500 characters at most."), field="text")
    facts = Fact.objects.filter(introduction=introduction)
    same = facts.filter(text=text, status=FactStatus.PROPOSED).first()
    if same is not None:  # pressed twice
        return same
    older = facts.filter(pk=replaces, status=FactStatus.AGREED).first() if replaces else None
    if replaces and older is None:
        raise DomainError(_("Choose an agreed fact to replace."), field="replaces")
    fact = Fact.objects.create(
        introduction=introduction,
        text=text,
        language=language,
        side=side,
        proposed_by=actor,
        replaces=older,
    )
    notices.tell_of_fact(fact)
    return fact


@transaction.atomic
def confirm_fact(*, fact_id: int, actor: User) -> Fact:
    """Stand by a sentence of the other side; the one that it replaces is no longer pinned."""
    fact = _answered(fact_id, actor, FactStatus.AGREED)
    Fact.objects.filter(replaced_by=fact).update(status=FactStatus.REPLACED)
    return fact


@transaction.atomic
def refuse_fact(*, fact_id: int, actor: User) -> Fact:
    """Not stand by a sentence of the other side."""
    return _answered(fact_id, actor, FactStatus.REFUSED)


def _answered(fact_id: int, actor: User, status: FactStatus) -> Fact:
    fact = Fact.objects.select_for_update(of=("self",)).get(pk=fact_id)
    introduction = locked(fact.introduction_id)
    if _side(introduction, actor) != other_side(fact.side):
        raise PermissionDenied
    if fact.status != FactStatus.PROPOSED:
        raise NotInThisState
    fact.status, fact.answered_by, fact.answered_at = status, actor, timezone.now()
    fact.save(update_fields=["status", "answered_by", "answered_at"])
    Introduction.objects.filter(pk=introduction.pk).update(moved_at=fact.answered_at)
    notices.tell_of_fact(fact)
    return fact


def _side(introduction: Introduction, actor: User) -> Side:
    side = policies.spoken_side(actor, introduction)
    if side is None:
        raise PermissionDenied
    if introduction.status not in TALKING:
        raise NotInThisState
    return side
