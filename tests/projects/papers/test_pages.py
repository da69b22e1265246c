"""The papers of a proposal as people take them out and bring them back."""

import io
from zipfile import ZipFile

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from matchmaking.errors import NotInThisState
from matchmaking.projects.contents import contents
from matchmaking.projects.models import BudgetUpload
from matchmaking.projects.papers import services
from matchmaking.projects.services import save_section
from tests.projects import making
from tests.projects.coordination.making import proposal as a_proposal

pytestmark = pytest.mark.django_db


def edited(proposal, **cells):
    """Return the workbook of a proposal after somebody wrote into these cells."""
    book = load_workbook(io.BytesIO(services.budget_workbook(proposal)))
    for cell, value in cells.items():
        book.worksheets[0][cell] = value
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def received(proposal, actor, **cells):
    file = ContentFile(edited(proposal, **cells), name="budget.xlsx")
    return services.receive_budget(proposal_id=proposal.pk, file=file, actor=actor)


def test_a_budget_goes_out_comes_back_is_looked_at_and_taken_over(amina, visit):
    proposal, client = a_proposal(), visit(amina)
    page = reverse("projects:budget_sheet", args=[proposal.pk])
    sent = client.get(reverse("projects:budget_workbook", args=[proposal.pk]))
    assert sent["Content-Type"].endswith("spreadsheetml.sheet")
    file = SimpleUploadedFile("budget.xlsx", edited(proposal, C4="Dearer machines", E4=3))
    preview = client.post(page, {"file": file}, follow=True)
    assert "Dearer machines" in preview.text
    assert "Take these changes over" in preview.text
    before = contents(proposal)["budget"]
    upload = BudgetUpload.objects.get()
    assert before[0]["description"] != "Dearer machines"
    answer = client.post(reverse("projects:budget_preview", args=[proposal.pk, upload.pk]))
    assert answer.status_code == 302
    after = contents(proposal)["budget"]
    assert (after[0]["description"], after[0]["quantity"]) == ("Dearer machines", "3")
    assert after[0]["key"] == before[0]["key"]
    with pytest.raises(NotInThisState):
        services.take_budget(upload_id=upload.pk, actor=amina)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("budget.xlsx", b"PK\x03\x04 broken", "damaged|macros or other files"),
        ("budget.csv", b"a,b\n1,2\n", "Upload the workbook itself"),
        ("budget.xlsx", b"MZ a program", "broken, or not what its name says"),
    ],
)
def test_a_hostile_file_is_refused_beside_its_field_and_not_kept(
    name, content, words, visit, amina
):
    proposal = a_proposal()
    page = reverse("projects:budget_sheet", args=[proposal.pk])
    answer = visit(amina).post(page, {"file": SimpleUploadedFile(name, content)})
    assert answer.status_code == 200
    assert any(part in answer.text for part in words.split("|"))
    assert not BudgetUpload.objects.exists()


def test_a_fault_names_its_cell_and_nothing_can_be_taken_over(amina, visit):
    proposal = a_proposal()
    upload = received(proposal, amina, B4="Miscellaneous")
    page = reverse("projects:budget_preview", args=[proposal.pk, upload.pk])
    client = visit(amina)
    shown = client.get(page).text
    assert "<bdi>B4</bdi>" in shown
    assert "Take these changes over" not in shown
    assert client.post(page).status_code == 200
    with pytest.raises(services.UnfitBudget):
        services.take_budget(upload_id=upload.pk, actor=amina)


def test_what_a_colleague_wrote_meanwhile_stands_beside_what_the_workbook_brings(amina):
    proposal = a_proposal()
    lines = contents(proposal)["budget"]
    upload = received(proposal, amina, C4="From the workbook")
    more = [*lines, {**lines[0], "key": "later", "description": "From the site"}]
    save_section(proposal_id=proposal.pk, code="budget", said={"budget": more}, actor=amina)
    services.take_budget(upload_id=upload.pk, actor=amina)
    said = [line["description"] for line in contents(proposal)["budget"]]
    assert said[0] == "From the workbook"
    assert "From the site" in said


def test_a_signed_proposal_is_open_again_once_its_budget_is_taken_over(amina, nadia):
    proposal = making.signed(amina, nadia)
    upload = received(proposal, amina, E4=5)
    services.take_budget(upload_id=upload.pk, actor=amina)
    proposal.refresh_from_db()
    assert proposal.status == "draft"


def test_the_dossier_holds_every_section_in_the_language_that_was_asked_for(amina, visit):
    proposal, client = a_proposal(), visit(amina)
    address = reverse("projects:dossier", args=[proposal.pk, "docx"])
    english = _words_of(client.get(address, {"language": "en"}))
    assert making.TITLE in english
    assert making.words("summary") in english
    assert "Draft, not signed" in english
    assert "■" in english
    arabic = _words_of(client.get(address, {"language": "ar"}))
    assert "<w:bidiVisual/>" in arabic
    page = client.get(reverse("projects:dossier", args=[proposal.pk, "page"]), {"language": "ar"})
    assert '<article class="paper" lang="ar" dir="rtl">' in page.text
    assert client.get(address, {"language": "xx"}).status_code == 404


def test_the_plan_is_drawn_with_the_same_as_a_table_beside_it(amina, visit):
    proposal = a_proposal()
    text = visit(amina).get(reverse("projects:plan", args=[proposal.pk])).text
    assert "data-chart=" in text
    activity = contents(proposal)["activities"][0]
    assert text.count(activity["title"]) >= 2
    assert "<script>" not in text


def _words_of(answer):
    with ZipFile(io.BytesIO(answer.content)) as package:
        return package.read("word/document.xml").decode()
