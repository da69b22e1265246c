"""Signing: the first signature puts the words to the other side, the second commits both."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from matchmaking.agreements import limits, notices, policies
from matchmaking.agreements.choices import AgreementStatus, Way
from matchmaking.agreements.models import Agreement, Amendment, Signature
from matchmaking.agreements.services.capacity import hold
from matchmaking.agreements.services.common import announce, locked, terms_of
from matchmaking.agreements.services.covering import settle_coverage
from matchmaking.agreements.signals import agreement_proposed, agreement_signed
from matchmaking.agreements.workflow import AGREEMENT_WORKFLOW
from matchmaking.documents.services import store_attachment
from matchmaking.errors import DomainError, NotInThisState
from matchmaking.introductions.choices import Side
from matchmaking.introductions.services import Paper, conclude_introduction
from matchmaking.introductions.services.common import organisation_of
from matchmaking.needs.choices import NeedStatus
from matchmaking.writing.notes.scans import refuse_unfit_scan


@transaction.atomic
def sign_agreement(
    *,
    agreement_id: int,
    actor: User,
    version: int | None = None,
    paper: Paper | None = None,
    name: str = "",
) -> Agreement:
    """Sign for a side, here or by the letter in hand; the second signature commits both sides.

    Raise TooMuch where others took a part of it first: then nothing happens at all.
    """
    agreement = locked(agreement_id, version)
    side = _side(agreement, actor, paper)
    lines, room = terms_of(agreement), limits.room_of(agreement.introduction)
    move = "sign_last" if agreement.status == AgreementStatus.PROPOSED else "sign_first"
    reason = paper.in_words() if paper else ""
    AGREEMENT_WORKFLOW.move(agreement, move, actor=actor, reason=reason)
    if not lines:
        raise DomainError(_("Agree on at least one line first."), field="lines")
    limits.refuse_too_much(room, lines)
    write_signature(agreement, side, actor, paper=paper, name=name)
    if move == "sign_first":
        _propose(agreement, actor)
    else:
        _commit(agreement, actor)
    return agreement


def write_signature(
    agreement: Agreement,
    side: Side,
    actor: User,
    *,
    amendment: Amendment | None = None,
    paper: Paper | None = None,
    name: str = "",
) -> Signature:
    """Write down who signed, and keep the scan of what was signed on paper."""
    scan = None
    if paper:
        refuse_unfit_scan(paper.file)
        owner = organisation_of(agreement.introduction, side)
        scan = store_attachment(organisation=owner, file=paper.file, actor=actor)
    return Signature.objects.create(
        agreement=agreement,
        amendment=amendment,
        side=side,
        way=Way.LETTER if paper else Way.ONLINE,
        name=name.strip() or (paper.in_words() if paper else str(actor)),
        scan=scan,
        signed_by=actor,
    )


def refuse_closed_request(agreement: Agreement) -> None:
    """Raise NotInThisState where nobody asks for it any more."""
    agreement.need.refresh_from_db(fields=["status"])
    if agreement.need.status != NeedStatus.PUBLISHED:
        raise DomainError(_("The request is closed: nothing more can be committed to it."))


def _side(agreement: Agreement, actor: User, paper: Paper | None) -> Side:
    """Return the side that signs, or refuse: strangers first, then who has signed already."""
    if paper:
        if not policies.records_letters(actor, agreement, paper.side):
            raise PermissionDenied
        signed = {row.side for row in policies.standing_signatures(agreement)}
        if paper.side in signed:
            raise NotInThisState
        return Side(paper.side)
    if not policies.signs(actor, agreement):
        raise PermissionDenied
    side = policies.signing_side(actor, agreement)
    if side is None:
        raise NotInThisState
    return side


def _propose(agreement: Agreement, actor: User) -> None:
    agreement.proposed_at = timezone.now()
    agreement.save(update_fields=["proposed_at"])
    notices.tell_of_proposal(agreement, actor)
    announce(agreement_proposed, agreement)


def _commit(agreement: Agreement, actor: User) -> None:
    """Reserve what is taken, conclude the introduction, and say so to everybody concerned."""
    refuse_closed_request(agreement)
    agreement.signed_at = timezone.now()
    agreement.save(update_fields=["signed_at"])
    hold(agreement, {line.pk: line.taken for line in agreement.lines.all()})
    conclude_introduction(introduction_id=agreement.introduction_id, actor=None)
    settle_coverage(agreement.introduction.need_id)
    notices.tell_of_signing(agreement, actor)
    announce(agreement_signed, agreement)
