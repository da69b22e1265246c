"""Due diligence on the parties of a proposal: answered, confirmed, opened again."""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.core.files import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Organisation, User
from matchmaking import audit
from matchmaking.documents.models import Attachment
from matchmaking.documents.services import store_attachment
from matchmaking.errors import DomainError, NotInThisState
from matchmaking.projects import policies as team
from matchmaking.projects.coordination import policies, shipped
from matchmaking.projects.coordination.choices import DiligenceStatus, Party, Says
from matchmaking.projects.coordination.workflow import DILIGENCE_WORKFLOW
from matchmaking.projects.models import (
    DiligenceAnswer,
    DueDiligence,
    Proposal,
    Question,
)
from matchmaking.workflow import compare_and_set


class UnansweredQuestions(DomainError):
    """Something is missing before anybody can stand by the answers; `questions` says where."""

    def __init__(self, questions: list[str]) -> None:
        words = _("Before it can be confirmed: %(what)s") % {"what": "; ".join(questions)}
        super().__init__(words)
        self.questions = questions


@dataclass(frozen=True)
class AnswerData:
    """An answer as it was given; no file keeps the document that is there."""

    question_id: int
    says: str
    words: str = ""
    as_of: datetime.date | None = None
    valid_until: datetime.date | None = None
    file: File[bytes] | None = None


@transaction.atomic
def begin_diligence(*, proposal_id: int, party: str, actor: User) -> DueDiligence:
    """Begin due diligence on a party of a proposal; the one that was begun already is returned."""
    proposal = Proposal.objects.select_for_update().get(pk=proposal_id)
    if not team.writes_section(actor, proposal, "due_diligence"):
        raise PermissionDenied
    if not proposal.is_editable:
        raise NotInThisState
    organisation = organisation_of(proposal, party)
    if organisation is None:
        raise DomainError(_("Choose the implementing partner of the proposal first."))
    diligence, created = DueDiligence.objects.get_or_create(
        proposal=proposal,
        party=party,
        organisation=organisation,
        defaults={"questionnaire": shipped.active_questionnaire()},
    )
    if created:
        audit.record(diligence, "begin_diligence", actor=actor)
    return diligence


@transaction.atomic
def answer_diligence(
    *,
    diligence_id: int,
    answers: Iterable[AnswerData],
    actor: User,
    version: int | None = None,
) -> DueDiligence:
    """Write answers, with the day they hold for and the documents that prove them."""
    diligence = _locked(diligence_id, version)
    if not policies.answers_diligence(actor, diligence):
        raise PermissionDenied
    if diligence.status != DiligenceStatus.OPEN:
        raise NotInThisState
    questions = {row.pk: row for row in diligence.questionnaire.questions.all()}
    there = {row.question_id: row for row in diligence.answers.select_related("evidence")}
    changes: dict[str, tuple[str, str]] = {}
    for said in answers:
        question = questions.get(said.question_id)
        if question is not None:
            changes |= _write(diligence, question, there.get(question.pk), said, actor)
    if changes:
        compare_and_set(diligence)
        audit.record(diligence, "answer_diligence", actor=actor, changes=changes)
    return diligence


@transaction.atomic
def confirm_diligence(
    *, diligence_id: int, actor: User, version: int | None = None
) -> DueDiligence:
    """Stand by the answers for the party they are about; UnansweredQuestions says what lacks."""
    diligence = _locked(diligence_id, version)
    if not policies.confirms_diligence(actor, diligence):
        raise PermissionDenied
    lacks = list(what_lacks(diligence))
    if lacks:
        raise UnansweredQuestions(lacks)
    diligence.confirmed_by, diligence.confirmed_at = actor, timezone.now()
    diligence.save(update_fields=["confirmed_by", "confirmed_at"])
    DILIGENCE_WORKFLOW.move(diligence, "confirm_diligence", actor=actor)
    return diligence


@transaction.atomic
def reopen_diligence(
    *, diligence_id: int, reason: str, actor: User, version: int | None = None
) -> DueDiligence:
    """Let the answers change again, saying why: what was confirmed no longer is."""
    diligence = _locked(diligence_id, version)
    DILIGENCE_WORKFLOW.move(diligence, "reopen_diligence", actor=actor, reason=reason)
    diligence.confirmed_by = diligence.confirmed_at = None
    diligence.save(update_fields=["confirmed_by", "confirmed_at"])
    return diligence


def organisation_of(proposal: Proposal, party: str) -> Organisation | None:
    """Return whom due diligence on that party of a proposal is about."""
    return proposal.applicant if party == Party.APPLICANT else proposal.implementer


def what_lacks(diligence: DueDiligence) -> Iterator[str]:
    """Yield, in words, what is missing before the answers can be confirmed."""
    there = {row.question_id: row for row in diligence.answers.all()}
    for number, question in enumerate(questions_of(diligence), start=1):
        answer = there.get(question.pk)
        named = {"number": number}
        if answer is None:
            yield _("question %(number)s has no answer") % named
            continue
        if question.needs_evidence and answer.says == Says.YES and answer.evidence_id is None:
            yield _("question %(number)s needs a document") % named
        is_telling = answer.says != Says.NOT_APPLICABLE and question.needs_words
        if (is_telling or answer.says != question.expected) and not answer.words:
            yield _("question %(number)s needs an explanation") % named


def questions_of(diligence: DueDiligence) -> list[Question]:
    """Return the questions in their order."""
    return list(diligence.questionnaire.questions.order_by("position", "pk"))


def _locked(diligence_id: int, version: int | None) -> DueDiligence:
    rows = DueDiligence.objects.select_for_update(of=("self",))
    joined = rows.select_related("proposal", "organisation", "questionnaire")
    diligence = joined.get(pk=diligence_id)
    if version is not None:
        diligence.version = version  # an older page then fails the compare-and-set
    return diligence


def _write(
    diligence: DueDiligence,
    question: Question,
    answer: DiligenceAnswer | None,
    said: AnswerData,
    actor: User,
) -> dict[str, tuple[str, str]]:
    """Write one answer; return what changed, for the trail."""
    if said.says not in Says.values:
        return {}
    before = _told(answer)
    answer = answer or DiligenceAnswer(diligence=diligence, question=question)
    answer.says, answer.words = said.says, said.words.strip()
    answer.as_of = said.as_of or timezone.localdate()
    answer.valid_until = said.valid_until
    if said.file is not None:
        answer.evidence = _kept(diligence, said.file, actor)
    after = _told(answer)
    if before == after:
        return {}
    answer.answered_by = actor
    answer.save()
    return {question.code: (before, after)}


def _kept(diligence: DueDiligence, file: File[bytes], actor: User) -> Attachment:
    return store_attachment(
        organisation=diligence.organisation, file=file, actor=actor, is_exchanged=True
    )


def _told(answer: DiligenceAnswer | None) -> str:
    """Return an answer as one text for the trail."""
    if answer is None:
        return ""
    parts = (answer.says, answer.words, answer.as_of, answer.valid_until, answer.evidence_id)
    return " | ".join("" if part is None else str(part) for part in parts)
