"""What others say of the proposals: a regional body endorses one, a partner is looked into."""

import datetime
from collections.abc import Iterator

from django.core.files.base import ContentFile
from django.utils import timezone

from accounts.choices import Role
from accounts.models import User
from config.example_world import people
from config.example_world.projects import KENYA, SOUTH_SUDAN
from matchmaking.projects.coordination import services
from matchmaking.projects.coordination.choices import EndorsementStatus, Party
from matchmaking.projects.models import DueDiligence, Endorsement, Proposal, Question
from matchmaking.vocabulary.models import Body

BODY = "RECSA"
MESSAGE = "The marking follows the best practice guidelines of our region. Do you endorse it?"
REMARKS = "Endorsed. Please send the marking records to the regional database each quarter."
WORDS = "As our statutes and the annual report of last year say."
PAPER = b"%PDF-1.4\n1 0 obj\n<< /Title (Example, invented) >>\nendobj\n%%EOF\n"


def build_coordination() -> Iterator[Endorsement | DueDiligence]:
    """Let a body endorse the proposal of Kenya, and the partner answer for that of South Sudan."""
    marking, stores = (Proposal.objects.filter(title=title) for title in (KENYA, SOUTH_SUDAN))
    for proposal in marking.filter(endorsements=None):
        yield _endorsed(proposal)
    for proposal in stores.filter(diligence=None):
        yield _looked_into(proposal)


def _endorsed(proposal: Proposal) -> Endorsement:
    asked = services.ask_body(
        proposal_id=proposal.pk,
        body=Body.objects.get(pk=BODY),
        actor=_partner(),
        message=MESSAGE,
        due_on=timezone.localdate() + datetime.timedelta(days=30),
    )
    return services.answer_endorsement(
        endorsement_id=asked.pk,
        status=EndorsementStatus.REMARKS,
        words=REMARKS,
        actor=people.speaker(people.organisation(BODY), Role.PROGRAMME_OFFICER),
    )


def _looked_into(proposal: Proposal) -> DueDiligence:
    begun = services.begin_diligence(
        proposal_id=proposal.pk, party=Party.APPLICANT, actor=_partner()
    )
    answers = [_answer(question) for question in begun.questionnaire.questions.all()]
    services.answer_diligence(diligence_id=begun.pk, answers=answers, actor=_partner())
    return services.confirm_diligence(diligence_id=begun.pk, actor=_partner())


def _answer(question: Question) -> services.AnswerData:
    """Answer what raises no concern, with a paper where one is needed."""
    paper = ContentFile(PAPER, name=f"{question.code}.pdf") if question.needs_evidence else None
    return services.AnswerData(
        question_id=question.pk,
        says=question.expected,
        words=WORDS if question.needs_words else "",
        as_of=timezone.localdate(),
        file=paper,
    )


def _partner() -> User:
    return people.speaker(people.organisation(people.IMPLEMENTER), Role.PROGRAMME_OFFICER)
