"""The pages on which spreadsheets are handed out, taken in and saved."""

import datetime
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from matchmaking import audit
from matchmaking.needs.models import Need
from matchmaking.writing.sheets.models import SheetUpload
from tests.needs import making
from tests.writing import sheeting
from tests.writing.sheeting import Filled, good

pytestmark = pytest.mark.django_db
SHEETS = "/writing/need/sheets/"


@pytest.fixture(autouse=True)
def _files(settings, tmp_path, amina):
    settings.PRIVATE_ROOT = tmp_path


def post(client, content, name="requests.xlsx"):
    data = {"organisation": sheeting.kenya().pk, "file": SimpleUploadedFile(name, content)}
    return client.post(SHEETS, data)


def test_a_sheet_is_uploaded_seen_and_saved(visit, amina):
    client = visit(amina)
    book = Filled().add(**good()).add(**good(2, priority="Urgent"))
    page = client.get(post(client, book.bytes()).url).content.decode()
    assert "1 good row for a new draft" in page
    assert "1 row with errors" in page
    assert "“Urgent” is not in the list" in page
    assert "Save the 1 good row" in page
    sheet = SheetUpload.objects.get()
    address = reverse("writing:save_sheet", args=[sheet.pk])
    client.post(address, {"version": sheet.version, "way": "good"})
    page = client.get(reverse("writing:sheet", args=[sheet.pk])).content.decode()
    assert "1 new draft saved" in page
    need = Need.objects.get()
    assert reverse("needs:detail", args=[need.pk]) in page
    assert [entry.verb for entry in audit.history(sheet)] == ["rows saved", "uploaded"]
    assert "requests.xlsx" in client.get(SHEETS).content.decode()


def test_a_refused_file_says_why_and_stays_to_be_looked_at(visit, amina):
    client = visit(amina)
    page = client.get(post(client, b"a,b,c\n1,2,3\n", "notes.csv").url).content.decode()
    assert "not those of the template" in page
    sheet = SheetUpload.objects.get()
    file = client.get(reverse("writing:sheet_file", args=[sheet.pk]))
    assert b"".join(file.streaming_content) == b"a,b,c\n1,2,3\n"
    assert file["Content-Disposition"].startswith("attachment")


def test_without_a_file_the_form_says_so(visit, amina):
    page = visit(amina).post(SHEETS, {"organisation": sheeting.kenya().pk}).content.decode()
    assert "This field is required" in page


def test_nobody_uploads_for_an_organisation_of_others(visit, boris):
    response = post(visit(boris), Filled().add(**good()).bytes())
    assert response.status_code == 200
    assert not SheetUpload.objects.exists()


def test_the_template_and_the_own_records_are_sent_as_workbooks(visit, amina, boris):
    own, theirs = making.draft(), making.published(author=boris)
    submitted = making.submitted()
    client = visit(amina)
    empty = client.get(reverse("writing:sheet_template", args=["need"])).content
    assert load_workbook(io.BytesIO(empty)).worksheets[1].max_row == 2
    filled = Filled(client.get(reverse("writing:sheet_records", args=["need"])).content)
    numbers = {cell.value for cell in filled.sheet["A"][2:]}
    assert str(own.pk) in numbers
    assert not numbers & {str(theirs.pk), str(submitted.pk)}


def test_the_template_is_in_the_language_of_the_page(visit, amina):
    content = visit(amina).get("/ar/writing/need/sheets/template/").content
    assert load_workbook(io.BytesIO(content)).worksheets[1].sheet_view.rightToLeft


def test_a_page_that_waits_shows_how_far_it_is_with_and_without_scripts(visit, amina):
    sheet = sheeting.checked()
    SheetUpload.objects.update(status="saving", done=400, total=2000)
    client = visit(amina)
    page = client.get(reverse("writing:sheet", args=[sheet.pk])).content.decode()
    assert 'http-equiv="refresh"' in page
    status = reverse("writing:sheet_status", args=[sheet.pk])
    assert f'hx-get="{status}"' in page
    assert "400" in client.get(status).content.decode()
    SheetUpload.objects.update(status="saved")
    assert client.get(status)["HX-Redirect"] == reverse("writing:sheet", args=[sheet.pk])


def test_work_that_was_interrupted_can_be_taken_up_again(visit, amina):
    sheet = sheeting.checked()
    long_ago = timezone.now() - datetime.timedelta(hours=1)
    SheetUpload.objects.update(status="saving", way="good", saved_by=amina, seen_at=long_ago)
    client = visit(amina)
    address = reverse("writing:sheet", args=[sheet.pk])
    assert "was interrupted" in client.get(address).content.decode()
    client.post(reverse("writing:save_sheet", args=[sheet.pk]))
    assert Need.objects.count() == 1


def test_a_colleague_without_the_right_to_write_sees_but_cannot_save(visit, amina, vera):
    sheet = sheeting.checked()
    address = reverse("writing:sheet", args=[sheet.pk])
    assert "Save the" in visit(amina).get(address).content.decode()
    assert "Save the" not in visit(vera).get(address).content.decode()


def test_the_number_of_queries_does_not_grow_with_the_sheets(
    visit, amina, django_assert_num_queries
):
    client = visit(amina)
    sheeting.checked()
    client.get(SHEETS)
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as one:
        client.get(SHEETS)
    for _ in range(10):
        sheeting.checked()
    with django_assert_num_queries(len(one)):
        client.get(SHEETS)
