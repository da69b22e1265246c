"""What happens around a proposal, for tests, through its services."""

import datetime

from django.core.files.base import ContentFile
from django.utils import timezone

from accounts import services as people
from accounts.choices import OrganisationKind, Role
from accounts.models import Organisation, User
from matchmaking.projects.coordination import services
from matchmaking.projects.models import Endorsement
from matchmaking.projects.papers.services import budget_workbook, receive_budget
from matchmaking.vocabulary.models import Body
from tests import cast
from tests.projects import making as proposals

TODAY = timezone.localdate()
PDF = b"%PDF-1.4\n1 0 obj\n<< >>\nendobj\n%%EOF\n"


def paper(name="letter.pdf", content=PDF):
    return ContentFile(content, name=name)


def officer(role=Role.PROGRAMME_OFFICER, code="RECSA", name="pauline"):
    """Bring an officer of a regional body on stage."""
    place, _created = Organisation.objects.get_or_create(
        name=f"Secretariat of {code}",
        defaults={"kind": OrganisationKind.BODY, "body_code": code},
    )
    user, created = User.objects.get_or_create(
        email=f"{name}@example.org", defaults={"full_name": name.title()}
    )
    if created:
        user.set_password(cast.PASSWORD)
        user.save()
        people.give_role(user=user, organisation=place, role=role)
    return user


def proposal(author="amina", **options):
    """A draft of Kenya that says what a complete one says."""
    person = cast.join(author)
    cast.join("nadia")
    return proposals.fill(proposals.begin(person, **options), person)


def asked(proposed=None, code="RECSA", days=30, **changes):
    proposed = proposed or proposal()
    return services.ask_body(
        proposal_id=proposed.pk,
        body=Body.objects.get(pk=code),
        actor=proposed.created_by,
        due_on=TODAY + datetime.timedelta(days=days),
        **changes,
    )


def answered(status="endorsed", words="", **options):
    row = asked(**options)
    return services.answer_endorsement(
        endorsement_id=row.pk, status=status, words=words, actor=officer()
    )


def letter(**changes):
    said = {
        "status": "remarks",
        "signed_by": "The Executive Secretary",
        "signed_on": TODAY,
        "file": paper(),
        "words": "Add Uganda.",
    }
    return services.LetterData(**(said | changes))


def in_state(status):
    """An endorsement in a state, by the way a real one takes."""
    if status in ("endorsed", "remarks", "declined"):
        return answered(status, "Because of the borders.")
    row = asked()
    if status == "taken_back":
        services.take_back_endorsement(
            endorsement_id=row.pk, reason="The wrong body", actor=row.asked_by
        )
    return Endorsement.objects.get(pk=row.pk)


def looked_into(proposed=None, party="applicant"):
    proposed = proposed or proposal()
    return services.begin_diligence(proposal_id=proposed.pk, party=party, actor=proposed.created_by)


def all_answers(diligence, **changes):
    """Return answers that raise no concern, with documents where they are needed."""
    return [
        services.AnswerData(
            question_id=question.pk,
            says=changes.get(question.code, question.expected),
            words="As the statutes say.",
            as_of=TODAY,
            file=paper(f"{question.code}.pdf") if question.needs_evidence else None,
        )
        for question in diligence.questionnaire.questions.order_by("position")
    ]


def annex(proposed=None, **changes):
    proposed = proposed or proposal()
    said = {"kind": "state_letter", "title": "Letter of the Ministry", "file": paper()} | changes
    return services.add_annex(proposal_id=proposed.pk, actor=proposed.created_by, **said)


def records_for_the_table():
    """Make what the table of addresses names, on a draft of Kenya led by amina."""
    proposed, amina = proposal(), cast.join("amina")
    by_letter = services.record_letter(
        endorsement_id=asked(proposed, code="EAC").pk, letter=letter(), actor=amina
    )
    diligence = _answered_diligence(proposed)
    book = paper("budget.xlsx", budget_workbook(proposed))
    return {
        "around": proposed,
        "endorsement": asked(proposed),
        "letter-endorsement": by_letter,
        "diligence": diligence,
        "diligence-answer": diligence.answers.exclude(evidence=None).first(),
        "proposal-annex": annex(proposed),
        "budget-upload": receive_budget(proposal_id=proposed.pk, file=book, actor=amina),
    }


def _answered_diligence(proposed):
    row = looked_into(proposed)
    services.answer_diligence(
        diligence_id=row.pk, answers=all_answers(row), actor=proposed.created_by
    )
    return row
