"""The pages around a proposal, as the team and a regional body use them."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.notifications.inbox import tasks_for
from matchmaking.projects.models import Annex, DiligenceAnswer, Endorsement
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
