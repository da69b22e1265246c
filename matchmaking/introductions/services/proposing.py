"""Proposing an introduction: by either side, or by a broker to both."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, User
from matchmaking import audit
from matchmaking.errors import DomainError
from matchmaking.introductions import notices, policies
from matchmaking.introductions.choices import LetterKind, Said, Side
from matchmaking.introductions.models import Answer, Introduction
from matchmaking.introductions.services.common import (
    announce,
    organisation_of,
    refuse_closed,
    secretariat_of,
)
from matchmaking.introductions.services.paper import Paper, keep_letter, verb
from matchmaking.introductions.signals import introduction_proposed
from matchmaking.needs.models import Need
from matchmaking.offers.models import Offer


@transaction.atomic
def propose_introduction(
    *,
    need_id: int,
    offer_id: int,
    actor: User,
    message: str = "",
    group: str = "",
    paper: Paper | None = None,
) -> Introduction:
    """Propose that the two sides be introduced; a side that proposes has said yes by it.

    With `paper`, a signed expression of interest, a broker proposes for the side that wrote it.
    """
    # The lock on the request lets one of two simultaneous proposals for a pair come first.
    need = Need.objects.select_for_update(of=("self",)).get(pk=need_id)
    offer = Offer.objects.get(pk=offer_id)
    if not policies.may_propose(actor, need, offer):
        raise PermissionDenied
    side = _side_of(actor, need, offer, paper)
    refuse_closed(need, offer)
    _refuse_second(need, offer)
    introduction = Introduction.objects.create(
        need=need,
        offer=offer,
        proposed_by=actor,
        proposed_for=_proposer(actor, need, offer, side),
        message=message.strip(),
        group=group,
        broker=actor if side is None else None,
    )
    _open_answers(introduction, side, actor)
    reason = paper.in_words() if paper else ""
    audit.record(introduction, verb("propose", paper), actor=actor, reason=reason)
    if paper and side:
        owner = organisation_of(introduction, side)
        keep_letter(introduction, LetterKind.INTEREST, paper, owner, actor)
    notices.tell_of_proposal(introduction, actor)
    announce(introduction_proposed, introduction)
    return introduction


def _side_of(actor: User, need: Need, offer: Offer, paper: Paper | None) -> Side | None:
    """Return the side that proposes; None where a broker does."""
    decided = policies.decided_sides(actor, need, offer)
    if paper is None or not paper.side:
        return decided[0] if decided else None
    side = Side(paper.side)
    if decided and side not in decided:
        raise PermissionDenied
    return side


def _proposer(actor: User, need: Need, offer: Offer, side: Side | None) -> Organisation:
    if side is None:
        own = secretariat_of(actor)
        if own is None:
            raise PermissionDenied
        return own
    return (need if side == Side.RECIPIENT else offer).organisation


def _refuse_second(need: Need, offer: Offer) -> None:
    if Introduction.objects.running().filter(need=need, offer=offer).exists():
        raise DomainError(_("An introduction of these two is under way already."))


def _open_answers(introduction: Introduction, proposer: Side | None, actor: User) -> None:
    now = timezone.now()
    for side in Side:
        answer = Answer(
            introduction=introduction, side=side, organisation=organisation_of(introduction, side)
        )
        if side == proposer:
            answer.said, answer.answered_by, answer.answered_at = Said.YES, actor, now
        answer.save()
