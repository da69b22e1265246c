"""Notes verbales: what they say, what they leave out, and the signed scans."""

import io

import pypdfium2
import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from docx import Document
from docx.oxml.ns import qn
from PIL import Image

from accounts.models import Organisation
from matchmaking.documents.models import Attachment
from matchmaking.errors import ChangedMeanwhile, DomainError
from matchmaking.needs.services import NEED
from matchmaking.offers.services import OFFER
from matchmaking.writing.notes import pdf, services
from matchmaking.writing.notes.letter import Order, letter_of
from matchmaking.writing.notes.models import Letterhead, SignedNote
from matchmaking.writing.notes.word import make_docx
from tests.needs import making
from tests.offers import making as offers
from tests.writing.noting import attach, picture, scanned

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _files(settings, tmp_path):
    settings.PRIVATE_ROOT = tmp_path


@pytest.fixture
def need(amina):
    return making.draft()


def letter(record, kind=NEED, **order):
    return letter_of(kind, record, Letterhead(organisation=record.organisation), Order(**order))


def words_of(docx):
    document = Document(io.BytesIO(docx))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def test_a_note_has_the_formal_wording_and_the_answers_of_its_record(need):
    said = words_of(make_docx(letter(need, reference="12/2027", place="Nairobi")))
    assert "NOTE VERBALE" in said
    assert "Kenya presents its compliments to the Office for Disarmament Affairs" in said
    assert "Ref. 12/2027" in said
    assert need.description in said
    assert "USD 120,000" in said.replace("\u00a0", " ")
    assert f"{making.NEXT_YEAR:%-d %B %Y}" in said
    assert "first stage" not in said
    assert "Marking machines\n" in said
    assert "assurances of its highest consideration" in said


def test_confidential_parts_are_left_out_unless_they_are_ticked(need):
    without, withit = letter(need), letter(need, parts=["confidential_place"])
    assert making.SECRET not in words_of(make_docx(without))
    assert without.restricted == ""
    assert making.SECRET in words_of(make_docx(withit))
    assert withit.restricted == "RESTRICTED"
    assert "Nairobi" not in words_of(make_docx(withit))


def test_an_arabic_note_runs_from_right_to_left(amina):
    need = making.draft(language="ar", title="آلات الوسم", description="اثنتا عشرة آلة")
    document = Document(io.BytesIO(make_docx(letter(need))))
    body = document.element.body
    paragraphs = body.findall(f".//{qn('w:p')}")
    assert all(p.find(f"{qn('w:pPr')}/{qn('w:bidi')}") is not None for p in paragraphs if p.text)
    assert body.findall(f".//{qn('w:rtl')}")
    assert all(table._tbl.tblPr.find(qn("w:bidiVisual")) is not None for table in document.tables)
    assert "مذكرة شفوية" in words_of(make_docx(letter(need)))


@pytest.mark.parametrize("language", ["en", "fr", "es", "ar", "ru", "zh"])
def test_a_note_is_in_the_language_of_its_record(amina, language):
    need = making.draft(language=language)
    note = letter(need)
    assert note.language == language
    assert note.sender in note.opening
    assert "{" not in note.opening + note.closing


@pytest.mark.skipif(pdf.weasyprint() is None, reason="the libraries of WeasyPrint are missing")
def test_a_note_as_pdf_is_tagged_and_fetches_nothing(need, monkeypatch):
    made = pdf.make_pdf(letter(need))
    assert made.startswith(b"%PDF-")
    document = pypdfium2.PdfDocument(made)
    text = "".join(page.get_textpage().get_text_range() for page in document)
    assert need.title in text
    assert pypdfium2.raw.FPDFCatalog_IsTagged(document)


def test_offers_have_notes_too(dina):
    offer = offers.draft()
    said = words_of(make_docx(letter(offer, OFFER)))
    assert "offer of assistance" in said
    assert offer.title in said


def test_the_letterhead_is_the_organisations_own(need, amina, vera, boris):
    kenya = need.organisation
    said = {"name": "Permanent Mission of Kenya", "address": "1 Main Street\nGeneva"}
    emblem = ContentFile(picture("JPEG", (900, 1200)), name="arms.jpg")
    head = services.edit_letterhead(
        organisation=kenya, version=1, actor=amina, emblem=emblem, **said
    )
    note = letter_of(NEED, need, head, Order())
    assert note.sender == "Permanent Mission of Kenya"
    assert note.address == ["1 Main Street", "Geneva"]
    assert Image.open(io.BytesIO(note.emblem)).format == "PNG"
    assert Document(io.BytesIO(make_docx(note))).inline_shapes[0].height
    for stranger in (vera, boris):
        with pytest.raises(PermissionDenied):
            services.edit_letterhead(organisation=kenya, version=2, actor=stranger, **said)
    with pytest.raises(ChangedMeanwhile):
        services.edit_letterhead(organisation=kenya, version=1, actor=amina, **said)


def test_an_emblem_that_is_replaced_is_not_kept(need, amina):
    for version in (1, 2):
        services.edit_letterhead(
            organisation=need.organisation,
            version=version,
            actor=amina,
            name="",
            address="",
            emblem=ContentFile(picture(), name="arms.png"),
        )
    assert Attachment.objects.count() == 1
    services.edit_letterhead(
        organisation=need.organisation,
        version=3,
        actor=amina,
        name="",
        address="",
        drop_emblem=True,
    )
    assert not Attachment.objects.exists()


@pytest.mark.parametrize("content", [b"GIF89a", b"<svg onload='x'/>", b"", picture()[:40]])
def test_what_is_no_picture_is_no_emblem(need, amina, content):
    with pytest.raises(DomainError):
        services.edit_letterhead(
            organisation=need.organisation,
            version=1,
            actor=amina,
            name="",
            address="",
            emblem=ContentFile(content, name="arms.png"),
        )
    assert not Letterhead.objects.exists()


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"MZ\x90\x00", "neither a PDF nor a picture"),
        (b"%PDF-1.7\n%%EOF\n/JavaScript (app.alert(1))%%EOF", "runs programs"),
        (scanned()[:200], "cut short"),
        (b"<html>%PDF-</html>", "neither"),
    ],
)
def test_what_is_no_plain_scan_is_refused(need, content, word):
    with pytest.raises(DomainError, match=word):
        attach(need, content)
    assert not SignedNote.objects.exists()


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF"])
def test_a_picture_of_the_signed_note_will_do(need, kind):
    assert attach(need, picture(kind), f"scan.{kind.lower()}").reference == "12/2027"


def test_signed_notes_are_for_the_organisation_and_the_secretariat(
    visit, amina, vera, boris, dina, sofia
):
    need = making.published()
    note = attach(need)
    address = reverse("writing:note_scan", args=["need", need.pk, note.pk])
    page = reverse("needs:detail", args=[need.pk])
    for person, answer in {amina: 200, vera: 200, sofia: 200, boris: 404, dina: 404}.items():
        client = visit(person)
        response = client.get(address)
        assert response.status_code == answer
        if answer == 200:
            assert response["Content-Disposition"].startswith("attachment")
            assert b"".join(response.streaming_content) == scanned_content(note)
        assert ("12/2027" in client.get(page).content.decode()) is (answer == 200)


def scanned_content(note):
    with note.attachment.file.open("rb") as file:
        return file.read()


def test_a_note_is_attached_and_removed_on_its_page_and_the_history_tells(visit, need, amina):
    address = reverse("writing:note", args=["need", need.pk])
    client = visit(amina)
    file = SimpleUploadedFile("signed.pdf", scanned())
    response = client.post(address, {"file": file, "reference": "7", "signed_on": "2027-03-01"})
    assert response.status_code == 302
    note = SignedNote.objects.get()
    assert "7" in client.get(address).content.decode()
    remove = reverse("writing:remove_note_scan", args=["need", need.pk, note.pk])
    assert client.post(remove).status_code == 302
    assert not SignedNote.objects.exists()
    assert not Attachment.objects.exists()
    history = client.get(reverse("needs:detail", args=[need.pk])).content.decode()
    assert "signed note attached" in history
    assert "signed note removed" in history


def test_a_bad_scan_is_told_beside_the_field(visit, need, amina):
    address = reverse("writing:note", args=["need", need.pk])
    file = SimpleUploadedFile("signed.pdf", b"not a scan")
    page = visit(amina).post(address, {"file": file, "reference": "7/2027"}).content.decode()
    assert "neither a PDF nor a picture" in page
    assert 'value="7/2027"' in page


@pytest.mark.parametrize("form", ["docx", "page"])
def test_a_note_is_made_for_the_organisation_only(visit, amina, vera, sofia, dina, form):
    need = making.published()
    address = reverse("writing:note_paper", args=["need", need.pk, form])
    for person, answer in {amina: 200, vera: 200, sofia: 403, dina: 403}.items():
        assert visit(person).get(address).status_code == answer


def test_without_its_libraries_the_page_offers_word_and_print_instead(
    visit, need, amina, monkeypatch
):
    monkeypatch.setattr(pdf, "weasyprint", lambda: None)
    client = visit(amina)
    page = client.get(reverse("writing:note", args=["need", need.pk])).content.decode()
    assert "PDF cannot be made on this machine" in page
    address = reverse("writing:note_paper", args=["need", need.pk, "pdf"])
    assert "cannot make PDF" in client.get(address).content.decode()


def test_the_letterhead_is_edited_on_its_page(visit, need, amina, boris):
    kenya = Organisation.objects.get(name="Kenya")
    address = reverse("writing:letterhead", args=[kenya.pk])
    client = visit(amina)
    too_long = {"version": 1, "name": "Mission", "address": "\n".join("abcdefg")}
    assert "at most six lines" in client.post(address, too_long).content.decode()
    said = {"version": 1, "name": "Mission of Kenya", "address": "Geneva"}
    said["emblem"] = SimpleUploadedFile("arms.png", picture())
    assert client.post(address, said).status_code == 302
    assert Letterhead.objects.get().emblem is not None
    assert visit(boris).get(address).status_code == 404
