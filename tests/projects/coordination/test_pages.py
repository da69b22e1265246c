"""The pages around a proposal, as the team and a regional body use them."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.notifications.inbox import tasks_for
from matchmaking.projects.coordination import describing
from matchmaking.projects.models import Annex, DiligenceAnswer, Endorsement, Questionnaire
from tests.projects import making as proposals
from tests.projects.coordination import making

pytestmark = pytest.mark.django_db


def test_a_body_finds_its_task_reads_the_proposal_and_answers(visit, amina):
    officer, row = making.officer(), making.asked(message="Please look at the borders.")
    page = reverse("projects:endorsement", args=[row.pk])
    assert [task.url for task in tasks_for(officer)] == [page]
    client = visit(officer)
    shown = client.get(page).text
    assert proposals.words("summary") in shown
    assert "Please look at the borders." in shown
    answer = reverse("projects:answer_endorsement", args=[row.pk])
    kept = client.post(answer, {"status": "remarks", "words": " ", "version": 1})
    assert kept.status_code == 200
    assert "Say which remarks you have" in kept.text
    assert Endorsement.objects.get().status == "asked"
    said = {"status": "remarks", "words": "Add Uganda.", "version": 1}
    assert client.post(answer, said, follow=True).status_code == 200
    assert tasks_for(officer) == []
    listed = visit(amina).get(reverse("projects:endorsements", args=[row.proposal_id])).text
    assert "Endorsed with remarks" in listed
    assert "Add Uganda." in listed


def test_the_team_asks_a_body_and_records_its_letter(visit, amina):
    proposal, client = making.proposal(), visit(amina)
    page = reverse("projects:endorsements", args=[proposal.pk])
    again = client.post(page, {"body": "RECSA", "due_on": "2020-01-01", "message": "Kept words"})
    assert "This day is over." in again.text
    assert "Kept words" in again.text
    assert client.post(page, {"body": "RECSA"}).status_code == 302
    row = Endorsement.objects.get()
    said = {
        "status": "endorsed",
        "signed_by": "The Executive Secretary",
        "signed_on": making.TODAY.isoformat(),
        "file": SimpleUploadedFile("letter.pdf", making.PDF),
        "version": 1,
    }
    letter = reverse("projects:record_letter", args=[row.pk])
    assert client.post(letter, said).status_code == 302
    scan = client.get(reverse("projects:endorsement_letter", args=[row.pk]))
    assert b"".join(scan) == making.PDF  # read to the end, the file is closed
    shown = client.get(reverse("projects:endorsement", args=[row.pk])).text
    assert "By letter, signed by The Executive Secretary" in shown


def test_due_diligence_is_answered_with_documents_and_confirmed_on_its_pages(visit, amina):
    row, client = making.looked_into(), visit(amina)
    page = reverse("projects:diligence_form", args=[row.proposal_id, row.pk])
    first = row.questionnaire.questions.order_by("position").first()
    wrong = client.post(page, {f"q{first.pk}-says": "yes", f"q{first.pk}-as_of": "2999-01-01"})
    assert "This day is yet to come." in wrong.text
    assert not DiligenceAnswer.objects.exists()
    said = {"version": row.version}
    for question in row.questionnaire.questions.all():
        said[f"q{question.pk}-says"] = question.expected
        said[f"q{question.pk}-words"] = "As the statutes say."
        if question.needs_evidence:
            said[f"q{question.pk}-file"] = SimpleUploadedFile("proof.pdf", making.PDF)
    shown = client.post(page, said, follow=True).text
    assert "Confirm: these answers are true" in shown
    row.refresh_from_db()
    confirm = reverse("projects:confirm_diligence", args=[row.proposal_id, row.pk])
    client.post(confirm, {"version": row.version})
    row.refresh_from_db()
    assert row.status == "confirmed"
    overview = client.get(reverse("projects:diligence", args=[row.proposal_id])).text
    assert "not the questionnaire of any real fund" in overview
    assert "confirmed by Amina" in overview


def test_an_annex_is_attached_and_a_wrong_file_says_why_beside_its_field(visit, amina):
    proposal, client = making.proposal(), visit(amina)
    page = reverse("projects:annexes", args=[proposal.pk])
    said = {"kind": "accounts", "title": "Accounts of 2025"}
    wrong = client.post(page, said | {"file": SimpleUploadedFile("run.exe", b"MZ")})
    assert "Files of this type cannot be attached" in wrong.text
    assert "Accounts of 2025" in wrong.text
    assert not Annex.objects.exists()
    file = SimpleUploadedFile("accounts.pdf", making.PDF)
    assert client.post(page, said | {"file": file}).status_code == 302
    annex = Annex.objects.get()
    sent = client.get(reverse("projects:annex", args=[proposal.pk, annex.pk]))
    assert sent["Content-Disposition"].startswith("attachment")
    assert b"".join(sent) == making.PDF


@pytest.mark.parametrize("rows", [1, 5])
def test_the_page_of_a_proposal_asks_as_much_for_one_endorsement_as_for_five(
    rows, visit, amina, django_assert_max_num_queries
):
    proposal, client = making.proposal(), visit(amina)
    for code in ("RECSA", "EAC", "IGAD", "AU", "ICGLR")[:rows]:
        making.asked(proposal, code=code)
    page = reverse("projects:endorsements", args=[proposal.pk])
    client.get(page)
    with django_assert_max_num_queries(28):
        assert client.get(page).status_code == 200


def _posted(questions, **more):
    """Return the form of the questions as a browser would post it."""
    form = {"questions-TOTAL_FORMS": len(questions) + 1, "questions-INITIAL_FORMS": 0}
    for place, row in enumerate(questions):
        texts = {f"text_{language}": text for language, text in row["texts"].items()}
        flags = {name: "on" for name in ("needs_evidence", "needs_words") if row[name]}
        said = {"code": row["code"], "expected": row["expected"], "ORDER": place + 1}
        form |= {
            f"questions-{place}-{name}": value for name, value in (said | texts | flags).items()
        }
    return form | more


def test_the_secretariat_writes_previews_and_takes_back_the_questions(visit, amina, sofia):
    begun = making.looked_into()
    first = describing.rows_of(begun.questionnaire)
    page, write = reverse("projects:questionnaires"), reverse("projects:write_questionnaire")
    assert visit(amina).get(page).status_code == 403
    assert visit(amina).get(write).status_code == 403
    client = visit(sofia)
    assert page in client.get(reverse("projects:list")).text
    assert first[0]["texts"]["en"] in client.get(page).text
    assert first[0]["texts"]["ar"] in client.get(write).text
    texts = {"en": "Has it a policy on gender?", "fr": "A-t-elle une politique de genre ?"}
    added = {"code": "gender", "texts": texts, "expected": "yes"}
    added |= {"needs_evidence": False, "needs_words": True}
    said = [first[0] | {"needs_words": True}, *first[2:], added]
    tried = client.post(write, _posted(said, **{"try": 1, "questions-0-ORDER": 99})).text
    assert "Preview: nothing is saved yet." in tried
    assert tried.index(said[1]["texts"]["en"]) < tried.index(said[0]["texts"]["en"])
    assert f"<code>{first[1]['code']}</code>" in tried
    assert "not asked any more" in tried
    assert Questionnaire.objects.count() == 1
    unsaid = client.post(write, _posted([*said, {**added, "texts": {}}], note="Gender."))
    assert "This field is required" in unsaid.text
    twice = client.post(write, _posted([*said, added], note="Kept words."))
    assert "each with a code of its own" in twice.text
    assert "Kept words." in twice.text
    more = client.post(write, _posted(said, more=1)).text
    assert f'name="questions-{len(said) + 1}-code"' in more
    assert client.post(write, _posted(said, note="Gender.")).url == page
    second = Questionnaire.objects.get(is_active=True)
    assert (second.number, describing.rows_of(second)) == (2, said)
    begun.refresh_from_db()
    assert begun.questionnaire.number == 1
    old = client.get(reverse("projects:questionnaire", args=[1])).text
    back = reverse("projects:activate_questionnaire", args=[1])
    assert back in old
    assert visit(amina).post(back).status_code == 403
    client = visit(sofia)
    client.post(back)
    assert Questionnaire.objects.get(is_active=True).number == 1
    client.post(reverse("projects:activate_questionnaire", args=[9]))
    assert Questionnaire.objects.get(is_active=True).number == 1


def test_people_of_a_body_find_what_it_was_asked(visit, amina, sofia):
    page = reverse("projects:endorsements_asked")
    waiting = making.asked(making.proposal(title="Stores in two counties"), days=2)
    given = making.answered("remarks", "Add Uganda.")
    making.asked(making.proposal(title="Of another body"), code="EAC")
    back = making.in_state("taken_back")
    for stranger in (amina, sofia):
        assert visit(stranger).get(page).status_code == 403
    client = visit(making.officer(role="viewer", name="paul"))
    shown = client.get(page).text
    assert shown.index("Stores in two counties") < shown.index(f"/{given.pk}/")
    assert reverse("projects:endorsement", args=[waiting.pk]) in shown
    assert reverse("projects:endorsement", args=[back.pk]) not in shown
    assert "Of another body" not in shown
    assert "Stores" not in client.get(page, {"status": "remarks"}).text
    assert "Stores" not in client.get(page, {"late": "on"}).text
    Endorsement.objects.filter(pk=waiting.pk).update(due_on=making.TODAY - timedelta(days=1))
    late = client.get(page, {"late": "on", "text": "stores"}).text
    assert "Stores in two counties" in late
    file = client.get(reverse("projects:endorsements_asked_export", args=["csv"]))
    rows = file.getvalue().decode()
    assert "Add Uganda." in rows
    assert "Of another body" not in rows
    crumbs = client.get(reverse("projects:endorsement", args=[waiting.pk])).text
    assert page in crumbs


def test_the_list_of_a_body_asks_as_much_for_one_as_for_eleven(visit, amina):
    client, page = visit(making.officer()), reverse("projects:endorsements_asked")
    first = making.asked()
    client.get(page)
    with CaptureQueriesContext(connection) as one:
        client.get(page)
    for _number in range(10):
        first.proposal.pk = None
        first.proposal.save()
        Endorsement.objects.create(
            proposal=first.proposal, body=first.body, asked_by=amina, said=first.said
        )
    with CaptureQueriesContext(connection) as eleven:
        assert "11" in client.get(page).text
    assert len(eleven) == len(one)
