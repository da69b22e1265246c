"""Asking a regional body to endorse a proposal, and taking its answer in."""

import datetime
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.core.files import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from matchmaking import audit
from matchmaking.documents.services import store_attachment
from matchmaking.errors import DomainError, NotInThisState
from matchmaking.projects import policies as team
from matchmaking.projects.contents import contents
from matchmaking.projects.coordination import notices, policies
from matchmaking.projects.coordination.choices import ANSWERS, EndorsementStatus, Way
from matchmaking.projects.coordination.contents import own_words
from matchmaking.projects.coordination.workflow import ENDORSEMENT_WORKFLOW, MOVE_OF
from matchmaking.projects.models import Endorsement, Proposal
from matchmaking.vocabulary.models import Body
from matchmaking.workflow import compare_and_set

# A reminder goes out so many days before the day, and once more when it is over.
REMIND_BEFORE = datetime.timedelta(days=7)


@dataclass(frozen=True)
class LetterData:
    """What a letter of a body says, and who signed it on which day."""

    status: str
    signed_by: str
    signed_on: datetime.date
    file: File[bytes]
    words: str = ""


@transaction.atomic
def ask_body(
    *,
    proposal_id: int,
    body: Body,
    actor: User,
    message: str = "",
    due_on: datetime.date | None = None,
) -> Endorsement:
    """Ask a regional body to endorse what a proposal says now; its people are told."""
    proposal = Proposal.objects.select_for_update().get(pk=proposal_id)
    if not policies.coordinates(actor, proposal):
        raise PermissionDenied
    if proposal.status not in policies.COORDINATING:
        raise NotInThisState
    if due_on is not None and due_on < timezone.localdate():
        raise DomainError(_("This day is over."), field="due_on")
    if Endorsement.objects.filter(
        proposal=proposal, body=body, status=EndorsementStatus.ASKED
    ).exists():
        raise DomainError(_("This body was asked already; remind it instead."), field="body")
    endorsement = Endorsement.objects.create(
        proposal=proposal,
        body=body,
        message=message.strip(),
        due_on=due_on,
        said=own_words(contents(proposal)),
        asked_by=actor,
    )
    audit.record(endorsement, "ask_endorsement", actor=actor)
    notices.tell_body(endorsement, "endorsement_asked")
    return endorsement


@transaction.atomic
def remind_body(*, endorsement_id: int, actor: User, version: int | None = None) -> Endorsement:
    """Remind a body, and show it the proposal as it reads now."""
    endorsement = _locked(endorsement_id, version)
    if not policies.coordinates_endorsement(actor, endorsement):
        raise PermissionDenied
    if endorsement.status != EndorsementStatus.ASKED:
        raise NotInThisState
    said = own_words(contents(endorsement.proposal))
    compare_and_set(endorsement, reminded_at=timezone.now(), said=said)
    audit.record(endorsement, "remind_body", actor=actor)
    notices.tell_body(endorsement, "endorsement_reminded")
    return endorsement


@transaction.atomic
def answer_endorsement(
    *, endorsement_id: int, status: str, words: str, actor: User, version: int | None = None
) -> Endorsement:
    """Answer for the body: endorse, endorse with remarks, or decline and say why."""
    endorsement = _locked(endorsement_id, version)
    if not policies.speaks_for_body(actor, endorsement):
        raise PermissionDenied
    _answer(endorsement, status, words, actor)
    _note(endorsement, way=Way.ONLINE)
    notices.tell_team(endorsement, actor)
    return endorsement


@transaction.atomic
def record_letter(
    *, endorsement_id: int, letter: LetterData, actor: User, version: int | None = None
) -> Endorsement:
    """Record what a body answered by letter, with a scan of it."""
    endorsement = _locked(endorsement_id, version)
    place = team.place_of(actor, endorsement.proposal)
    if place is None or not policies.coordinates_endorsement(actor, endorsement):
        raise PermissionDenied
    if letter.signed_on > timezone.localdate():
        raise DomainError(_("This day is yet to come."), field="signed_on")
    _answer(endorsement, letter.status, letter.words, actor)
    scan = store_attachment(
        organisation=place.organisation, file=letter.file, actor=actor, is_exchanged=True
    )
    _note(
        endorsement,
        way=Way.LETTER,
        signed_by=letter.signed_by.strip(),
        signed_on=letter.signed_on,
        letter=scan,
    )
    notices.tell_team(endorsement, actor)
    return endorsement


@transaction.atomic
def take_back_endorsement(
    *, endorsement_id: int, reason: str, actor: User, version: int | None = None
) -> Endorsement:
    """No longer ask a body that has not answered, saying why."""
    endorsement = _locked(endorsement_id, version)
    ENDORSEMENT_WORKFLOW.move(endorsement, "take_back_endorsement", actor=actor, reason=reason)
    return endorsement


@transaction.atomic
def remind_bodies(*, today: datetime.date) -> int:
    """Remind the bodies whose day is near or over, each once for either; say how many."""
    waiting = Endorsement.objects.filter(
        status=EndorsementStatus.ASKED,
        due_on__lte=today + REMIND_BEFORE,
        proposal__status__in=policies.COORDINATING,
    )
    told = 0
    for endorsement in waiting.select_related("proposal", "body"):
        over = endorsement.due_on is not None and endorsement.due_on < today
        moment = "over" if over else "near"
        told += bool(notices.tell_body(endorsement, "endorsement_reminded", moment=moment))
    return told


def _locked(endorsement_id: int, version: int | None) -> Endorsement:
    rows = Endorsement.objects.select_for_update(of=("self",))
    endorsement = rows.select_related("proposal", "body").get(pk=endorsement_id)
    if version is not None:
        endorsement.version = version  # an older page then fails the compare-and-set
    return endorsement


def _answer(endorsement: Endorsement, status: str, words: str, actor: User) -> None:
    if status not in ANSWERS:
        raise DomainError(_("Choose an answer."), field="status")
    move = MOVE_OF[EndorsementStatus(status)]
    if ENDORSEMENT_WORKFLOW.transitions[move].needs_reason and not words.strip():
        raise DomainError(_("Say which remarks you have, or why you decline."), field="words")
    endorsement.words = words.strip()
    endorsement.answered_by, endorsement.answered_at = actor, timezone.now()
    Endorsement.objects.filter(pk=endorsement.pk).update(words=endorsement.words)
    ENDORSEMENT_WORKFLOW.move(endorsement, move, actor=actor, reason=words)
    endorsement.save(update_fields=["answered_by", "answered_at"])


def _note(endorsement: Endorsement, **values: object) -> None:
    for name, value in values.items():
        setattr(endorsement, name, value)
    endorsement.save(update_fields=list(values))
