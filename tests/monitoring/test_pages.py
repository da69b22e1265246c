"""The pages of monitoring: what they show, keep and refuse."""

import io
from decimal import Decimal

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from matchmaking.documents.models import Attachment
from matchmaking.monitoring.models import Evidence, Revision, Value
from tests.monitoring import making
from tests.monitoring.test_photos import photo

pytestmark = pytest.mark.django_db


def page(name, *about):
    return reverse(f"monitoring:{name}", args=about)


def text_of(answer):
    return answer.content.decode()


def rows_of(undertaking, **said):
    """Return what the table of a period is sent: empty rows but for what is said."""
    posted = {}
    for row in undertaking.indicators.all():
        posted |= {f"v{row.pk}-answer": "number", f"v{row.pk}-number": ""}
    first = undertaking.indicators.order_by("position")[0]
    return posted | {f"v{first.pk}-{name}": value for name, value in said.items()}


def test_a_table_is_saved_as_a_whole_and_nothing_typed_is_lost(visit, tomas, nadia, omar):
    undertaking = making.of_project_row()
    making.cast.join("petra")
    table = page("values", undertaking.pk, 1)
    refused = text_of(visit(nadia).post(table, rows_of(undertaking, number="n/a", source="Log 7")))
    assert "Write a number here." in refused
    assert 'value="n/a"' in refused
    assert 'value="Log 7"' in refused
    assert not Value.objects.exists()
    unknown = rows_of(undertaking, answer="not_known")
    assert "Say why there is no number." in text_of(visit(nadia).post(table, unknown))
    said = rows_of(undertaking, number="50", source="Log 7") | {"hand_in": "1"}
    assert visit(nadia).post(table, said).url == table
    value = Value.objects.get()
    assert (value.number, value.source, value.status) == (Decimal(50), "Log 7", "submitted")
    assert visit(omar).get(table).status_code == 404
    assert visit(tomas).post(table, said).status_code in (302, 403)


def test_the_fund_approves_what_it_ticks_and_the_story_shows_it(visit, tomas, nadia):
    undertaking = making.of_project_row()
    tomas = making.payments.person("tomas")
    undertaking.project.application.declarations.create(person=tomas)
    row = making.indicator(undertaking)
    value = making.value(row, making.period(undertaking), 50, status="submitted")
    decide = page("decide", undertaking.pk)
    assert "Arms marked" in text_of(visit(tomas).get(decide))
    assert "Choose at least one value." in text_of(visit(tomas).post(decide, {}))
    said = {"value": [value.pk], "seen": [f"{value.pk}:{value.version}"], "is_verified": "1"}
    assert visit(tomas).post(decide, said).url == decide
    value.refresh_from_db()
    assert (value.status, value.is_verified) == ("approved", True)
    framework = text_of(visit(nadia).get(page("framework", undertaking.pk)))
    assert "40 of 80" in framework
    assert "50 per cent" in framework
    assert "Values of 2 periods are missing" in text_of(
        visit(nadia).get(reverse("payments:project", args=[undertaking.project_id]))
    )
    assert "Checked against evidence." in text_of(visit(nadia).get(page("value", value.pk)))
    values = visit(nadia).get(page("values_export", undertaking.pk, "csv"))
    assert "Arms marked" in b"".join(values.streaming_content).decode()


def test_a_workbook_comes_back_and_is_looked_at_before_anything_is_saved(visit, nadia, boris):
    undertaking = making.of_project_row()
    file = visit(nadia).get(page("workbook", undertaking.pk, 1)).content
    book = load_workbook(io.BytesIO(file))
    sheet = book.worksheets[0]
    keys = {cell.value: cell.column for cell in sheet[1]}
    sheet.cell(3, keys["number"], 30)
    sheet.cell(4, keys["number"], "about forty")
    sheet.cell(4, keys["source"], "=1+1")
    upload = page("upload", undertaking.pk, 1)
    shown = text_of(visit(nadia).post(upload, {"file": _saved(book)}))
    assert "about forty" in shown
    assert "Write a number here." in shown
    assert 'value="30"' in shown
    assert not Value.objects.exists()
    sheet.cell(4, keys["number"], 5)
    sheet.cell(4, keys["part-sex-women"], 2)
    assert "The groups add up to 2, the number is 5." in text_of(
        visit(nadia).post(upload, {"file": _saved(book)})
    )
    sheet.cell(4, keys["part-sex-men"], 3)
    shown = text_of(visit(nadia).post(upload, {"file": _saved(book)}))
    assert "The workbook changes 2 rows" in shown
    assert not Value.objects.exists()
    broken = ContentFile(b"PK\x03\x04 broken", name="values.xlsx")
    assert "This file is damaged." in text_of(visit(nadia).post(upload, {"file": broken}))
    other = making.undertaking()
    file = visit(making.reporter(other)).get(page("workbook", other.pk, 1)).content
    wrong = ContentFile(file, name="values.xlsx")
    assert "not the workbook of this period" in text_of(visit(nadia).post(upload, {"file": wrong}))


def _saved(book):
    file = io.BytesIO()
    book.save(file)
    return ContentFile(file.getvalue(), name="values.xlsx")


def test_evidence_is_private_and_a_photo_loses_its_place(visit, nadia, boris):
    undertaking = making.of_project_row()
    value = making.value(making.indicator(undertaking), making.period(undertaking))
    about = page("value", value.pk)
    assert visit(nadia).post(about, {"file": photo(), "words": "The new racks"}).url == about
    kept = Evidence.objects.get()
    assert kept.kind == "photo"
    with kept.attachment.file.open("rb") as kept_file:
        assert b"Secret Camera" not in kept_file.read()
    file = page("evidence", value.pk, kept.pk)
    sent = visit(nadia).get(file)
    assert sent["Content-Disposition"].startswith("attachment")
    assert b"".join(sent.streaming_content)
    assert visit(boris).get(file).status_code == 404
    refused = visit(nadia).post(about, {"file": ContentFile(b"MZ", name="run.exe")})
    assert "cannot be attached" in text_of(refused)
    assert visit(nadia).post(page("remove_evidence", value.pk, kept.pk)).url == about
    assert not Attachment.objects.filter(pk=kept.attachment_id).exists()


def test_a_change_of_the_framework_is_proposed_and_read_by_the_other_side(visit, amina, dina):
    undertaking = making.undertaking()
    row = making.indicator(undertaking)
    said = {"reason": "More is needed.", f"i{row.pk}-title": row.title, f"i{row.pk}-target": "8"}
    said |= {f"i{row.pk}-baseline": "0", f"i{row.pk}-unit": row.unit, f"i{row.pk}-direction": "up"}
    for number in (1, 2):
        said |= {f"new{number}-measure": "unit", f"new{number}-direction": "up"}
    same = visit(amina).post(page("revise", undertaking.pk), said | {f"i{row.pk}-target": "5"})
    assert "Nothing would be different." in text_of(same)
    said |= {"new1-title": "Staff trained", "new1-target": "20", "new1-unit": "person"}
    made = visit(amina).post(page("revise", undertaking.pk), said)
    revision = Revision.objects.get()
    assert made.url == page("revision", revision.pk)
    assert "More is needed." in text_of(visit(dina).get(made.url))
    assert visit(amina).post(page("agree_revision", revision.pk)).status_code == 403
    visit(dina).post(page("agree_revision", revision.pk))
    assert [one.target for one in undertaking.indicators.order_by("position")] == [8, 20]


def test_the_list_takes_as_many_queries_for_eleven_rows_as_for_one(visit, sofia, amina):
    def count():
        with CaptureQueriesContext(connection) as queries:
            assert visit(sofia).get(page("list")).status_code == 200
        return len(queries)

    first = making.undertaking()
    making.value(making.indicator(first), making.period(first), status="submitted")
    count()
    before = count()
    for _number in range(10):
        making.undertaking()
    assert count() == before
    shown = text_of(visit(sofia).get(page("list"), {"waiting": "submitted", "kind": "agreement"}))
    assert shown.count("/monitoring/") >= 1
    files = visit(sofia).get(page("all_values", "csv"))
    assert first.title in b"".join(files.streaming_content).decode()
