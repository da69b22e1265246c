"""Endorsement, due diligence and annexes: what may be done, by whom, and what remains of it."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied

from accounts.choices import Role
from accounts.notifications.models import Notification
from matchmaking.errors import ChangedMeanwhile, DomainError, NotInThisState, ReasonMissing
from matchmaking.projects.completeness import missing
from matchmaking.projects.contents import contents, reading
from matchmaking.projects.coordination import policies, services
from matchmaking.projects.coordination.choices import EndorsementStatus
from matchmaking.projects.coordination.workflow import ENDORSEMENT_WORKFLOW
from matchmaking.projects.models import Endorsement, Proposal
from tests.projects import making as proposals
from tests.projects.coordination import making

pytestmark = pytest.mark.django_db


def test_a_body_is_asked_told_and_shown_the_words_of_that_day():
    person = making.officer()
    row = making.asked(message="Please look at the borders.")
    told = Notification.objects.get(user=person, kind="endorsement_asked")
    assert told.url.endswith(f"/endorsements/{row.pk}/")
    assert row.said["sections"]["summary"]["text"] == proposals.words("summary")
    assert "endorsements" not in row.said
    assert list(Endorsement.objects.visible_to(person)) == [row]
    assert not Proposal.objects.visible_to(person).exists()


def test_a_body_is_asked_once_at_a_time(amina):
    row = making.asked()
    with pytest.raises(DomainError, match="asked already"):
        making.asked(row.proposal)
    services.take_back_endorsement(endorsement_id=row.pk, reason="Too early", actor=amina)
    assert making.asked(row.proposal).status == "asked"


def test_only_the_team_asks_for_an_endorsement():
    proposal, body = making.proposal(), making.Body.objects.get(pk="RECSA")
    for name in ("boris", "dina", "sofia", "tomas", "omar", "vera"):
        with pytest.raises(PermissionDenied):
            services.ask_body(proposal_id=proposal.pk, body=body, actor=making.cast.join(name))
    assert not Endorsement.objects.exists()


@pytest.mark.parametrize("state", EndorsementStatus.values)
def test_who_may_do_what_with_an_endorsement_in_each_state(state, boris):
    row = making.in_state(state)
    people = {
        "team": row.proposal.created_by,
        "officer": making.officer(),
        "viewer": making.officer(Role.VIEWER, name="vito"),
        "other": making.officer(code="EAC", name="ella"),
        "stranger": boris,
    }
    found = {
        name: {move.name for move in ENDORSEMENT_WORKFLOW.available(row, actor=user)}
        for name, user in people.items()
    }
    answers = {"endorse", "endorse_with_remarks", "decline_endorsement"}
    is_asked = state == "asked"
    assert found == {
        "team": answers | {"take_back_endorsement"} if is_asked else set(),
        "officer": answers if is_asked else set(),
        "viewer": set(),
        "other": set(),
        "stranger": set(),
    }
    assert policies.may_answer_online(people["officer"], row) == is_asked
    assert not policies.may_answer_online(people["team"], row)


@pytest.mark.parametrize("status", ["remarks", "declined"])
def test_remarks_and_a_refusal_need_words(status):
    with pytest.raises(DomainError, match="which remarks"):
        making.answered(status, "  ")
    assert Endorsement.objects.get().status == "asked"


def test_an_answer_is_kept_told_to_the_team_and_part_of_what_the_proposal_says(amina):
    row = making.answered("remarks", "Add Uganda.")
    assert (row.way, row.answered_by) == ("online", making.officer())
    assert Notification.objects.filter(user=amina, kind="endorsement_answered").exists()
    said = contents(row.proposal)
    assert [(one["body"], one["status"], one["words"]) for one in said["endorsements"]] == [
        ("RECSA", "remarks", "Add Uganda.")
    ]
    section = next(one for one in reading(said).sections if one.code == "coordination")
    assert section.tables[0].rows[0][1] == "Endorsed with remarks"


def test_the_team_does_not_answer_for_the_body_but_records_its_letter(amina):
    row = making.asked()
    with pytest.raises(PermissionDenied):
        services.answer_endorsement(endorsement_id=row.pk, status="endorsed", words="", actor=amina)
    row = services.record_letter(endorsement_id=row.pk, letter=making.letter(), actor=amina)
    assert (row.status, row.way, row.letter.original_name) == ("remarks", "letter", "letter.pdf")


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"signed_on": making.TODAY + datetime.timedelta(days=1)}, "yet to come"),
        ({"file": making.paper("letter.exe")}, "cannot be attached"),
        ({"status": "asked"}, "Choose an answer"),
    ],
)
def test_a_letter_that_cannot_be_leaves_nothing_behind(changes, words, amina):
    row = making.asked()
    with pytest.raises(DomainError, match=words):
        services.record_letter(endorsement_id=row.pk, letter=making.letter(**changes), actor=amina)
    row.refresh_from_db()
    assert (row.status, row.letter, row.words) == ("asked", None, "")


def test_an_answer_from_an_older_page_is_refused(amina):
    row = making.asked()
    services.remind_body(endorsement_id=row.pk, actor=amina)
    with pytest.raises(ChangedMeanwhile):
        services.answer_endorsement(
            endorsement_id=row.pk, status="endorsed", words="", actor=making.officer(), version=1
        )


def test_a_reminder_shows_the_words_as_they_stand_now(amina):
    row = making.asked()
    said = {"text": "Shorter."}
    proposals.services.save_section(
        proposal_id=row.proposal_id, code="summary", said=said, actor=amina
    )
    person = making.officer()
    row = services.remind_body(endorsement_id=row.pk, actor=amina)
    assert row.said["sections"]["summary"]["text"] == "Shorter."
    assert Notification.objects.filter(user=person, kind="endorsement_reminded").count() == 1


@pytest.mark.parametrize(("days", "before", "after"), [(8, 0, 0), (7, 1, 1), (0, 1, 1), (-1, 1, 1)])
def test_the_calendar_reminds_once_before_the_day_and_once_after(days, before, after):
    making.officer()
    row = making.asked(days=30)
    Endorsement.objects.filter(pk=row.pk).update(
        due_on=making.TODAY + datetime.timedelta(days=days)
    )
    assert services.remind_bodies(today=making.TODAY) == before
    assert services.remind_bodies(today=making.TODAY) == 0
    assert Notification.objects.filter(kind="endorsement_reminded").count() == after


def test_due_diligence_is_begun_once_for_a_party_with_the_questions_in_force(amina):
    row = making.looked_into()
    assert making.looked_into(row.proposal) == row
    assert row.questionnaire.number == 1
    assert row.questionnaire.questions.count() == 10
    assert all(len(one.texts) == 6 for one in row.questionnaire.questions.all())


def test_answers_are_confirmed_by_the_party_itself_and_only_when_all_is_there(amina, ali):
    row = making.looked_into()
    with pytest.raises(services.UnansweredQuestions, match="question 1 has no answer"):
        services.confirm_diligence(diligence_id=row.pk, actor=amina)
    answers = making.all_answers(row)
    services.answer_diligence(diligence_id=row.pk, answers=answers, actor=amina)
    with pytest.raises(PermissionDenied):
        services.confirm_diligence(diligence_id=row.pk, actor=ali)
    row = services.confirm_diligence(diligence_id=row.pk, actor=amina)
    assert (row.status, row.confirmed_by) == ("confirmed", amina)
    with pytest.raises(NotInThisState):
        services.answer_diligence(diligence_id=row.pk, answers=answers, actor=amina)
    said = contents(row.proposal)["due_diligence"][0]
    assert (said["status"], said["confirmed_by"]) == ("confirmed", "Amina")
    assert said["answers"][0]["evidence"] == "registered.pdf"


def test_an_answer_that_raises_a_concern_must_be_explained(amina):
    row = making.looked_into()
    answers = [
        services.AnswerData(question_id=one.question_id, says="yes", as_of=making.TODAY)
        for one in making.all_answers(row)
    ]
    services.answer_diligence(diligence_id=row.pk, answers=answers, actor=amina)
    with pytest.raises(services.UnansweredQuestions) as refusal:
        services.confirm_diligence(diligence_id=row.pk, actor=amina)
    lacks = refusal.value.questions
    assert "question 1 needs a document" in lacks
    assert "question 4 needs an explanation" in lacks  # listed in a sanctions list


def test_what_was_confirmed_is_opened_again_with_a_reason(amina):
    row = making.looked_into()
    services.answer_diligence(diligence_id=row.pk, answers=making.all_answers(row), actor=amina)
    services.confirm_diligence(diligence_id=row.pk, actor=amina)
    with pytest.raises(ReasonMissing):
        services.reopen_diligence(diligence_id=row.pk, reason=" ", actor=amina)
    row = services.reopen_diligence(diligence_id=row.pk, reason="New accounts", actor=amina)
    assert (row.status, row.confirmed_by, row.confirmed_at) == ("open", None, None)


def test_a_new_version_of_the_questions_leaves_those_that_were_begun_alone(sofia, amina):
    row = making.looked_into()
    questions = [{"code": "a", "texts": {"en": "Why?"}, "expected": "yes"}]
    with pytest.raises(PermissionDenied):
        services.write_questionnaire(actor=amina, note="Mine", questions=questions)
    with pytest.raises(DomainError, match="code of its own"):
        services.write_questionnaire(actor=sofia, note="Twice", questions=questions * 2)
    made = services.write_questionnaire(actor=sofia, note="Shorter", questions=questions)
    row.refresh_from_db()
    assert (made.number, row.questionnaire.number) == (2, 1)
    assert making.looked_into(making.proposal()).questionnaire == made


def test_an_annex_is_replaced_and_withdrawn_and_never_lost(amina):
    first = making.annex()
    second = services.replace_annex(annex_id=first.pk, file=making.paper("v2.pdf"), actor=amina)
    first.refresh_from_db()
    assert (first.replaced_by, second.number) == (second, 2)
    assert [row["file"] for row in contents(first.proposal)["annexes"]] == ["v2.pdf"]
    with pytest.raises(NotInThisState):
        services.replace_annex(annex_id=first.pk, file=making.paper(), actor=amina)
    with pytest.raises(ReasonMissing):
        services.withdraw_annex(annex_id=second.pk, reason="", actor=amina)
    services.withdraw_annex(annex_id=second.pk, reason="Out of date", actor=amina)
    said = contents(first.proposal)
    assert said["annexes"] == []
    assert missing(said, (), ["state_letter"])[-1].section == "annexes"
    assert first.proposal.annex_rows.count() == 2


def test_a_signed_proposal_with_a_new_annex_must_be_signed_again(amina, nadia):
    proposal = proposals.signed(amina, nadia)
    making.annex(proposal)
    proposal.refresh_from_db()
    assert proposal.status == "draft"
    assert not proposal.signatures.filter(voided_at=None).exists()


def test_a_file_that_may_do_harm_is_not_attached():
    proposal = making.proposal()
    for name, content in (
        ("run.exe", b"MZ"),
        ("letter.pdf", b"not a pdf"),
        ("a.pdf", b"%PDF-1.4 /JavaScript"),
    ):
        with pytest.raises(DomainError):
            making.annex(proposal, file=making.paper(name, content))
    assert not proposal.annex_rows.exists()


def test_what_a_fund_has_in_hand_gets_no_other_annex():
    proposal = proposals.in_state("submitted")
    with pytest.raises(NotInThisState):
        making.annex(proposal)
