"""The study as pages and papers, in two directions of reading."""

import io

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from docx import Document
from openpyxl import load_workbook

from files import background
from matchmaking.study.chapters import chapters
from matchmaking.study.models import Study
from tests import cast
from tests.insights import making as insights
from tests.study import making

pytestmark = pytest.mark.django_db
PERIOD = {"since": "2020-01-01", "until": "2020-12-31"}


def test_a_donor_asks_for_a_study_and_everybody_reads_it(visit):
    page = visit(cast.join("dina")).post("/study/new/", PERIOD, follow=True)
    study = Study.objects.get()
    assert page.redirect_chain[-1][0] == reverse("study:detail", args=[study.pk])
    for person in (None, cast.join("omar")):
        client = visit(person)
        read = client.get(f"/study/{study.pk}/")
        for title in ("Method", "Adequacy", "Effectiveness", "Sustainability", "Missing data"):
            assert f">{title}</h2>" in read.text
        assert str(study.pk) in client.get("/study/").text
    assert visit(cast.join("omar")).get("/study/new/").status_code == 403


@pytest.mark.parametrize(
    ("since", "until", "words"),
    [
        ("2020-01-02", "2020-01-01", "not before the first"),
        ("2020-01-02", "2999-01-01", "not in the future"),
        ("1999-01-02", "2020-01-01", "from 2001 on"),
        ("soon", "2020-01-01", "Enter a valid date"),
    ],
)
def test_an_impossible_period_is_refused_beside_its_field(visit, since, until, words):
    page = visit(cast.join("dina")).post("/study/new/", {"since": since, "until": until})
    assert page.status_code == 200
    assert words in page.text
    assert f'value="{since}"' in page.text
    assert not Study.objects.exists()


def test_papers_hold_the_numbers_of_the_page(visit):
    insights.world(size=4)
    study = making.study()
    client = visit()
    total = study.contents["adequacy"]["courses"]["total"]["asked"]
    word = Document(io.BytesIO(client.get(f"/study/{study.pk}/docx/").content))
    cells = [[cell.text for cell in row.cells] for table in word.tables for row in table.rows]
    assert ["Asked", str(total)] in [row[:2] for row in cells]
    assert any("█" in row[-1] for row in cells)
    book = load_workbook(io.BytesIO(client.get(f"/ar/study/{study.pk}/xlsx/").content))
    assert book.worksheets[1].sheet_view.rightToLeft
    rows = list(book.worksheets[1].iter_rows(values_only=True))
    assert total in [row[1] for row in rows]
    assert book.worksheets[1]._charts
    arabic = client.get(f"/ar/study/{study.pk}/")
    assert 'dir="rtl"' in arabic.text
    assert client.get(f"/study/{study.pk}/odt/").status_code == 404


def test_every_chapter_is_a_sheet_of_its_own_name():
    study = making.study()
    names = [chapter.title for chapter in chapters(study.contents)]
    assert len(set(names)) == len(names) == 6


def test_who_waits_sees_how_far_it_is(visit, monkeypatch):
    monkeypatch.setattr(background, "connection", type("C", (), {"in_atomic_block": False}))
    monkeypatch.setattr(background.Thread, "start", lambda self: None)
    client = visit(cast.join("dina"))
    client.post("/study/new/", PERIOD)
    study = Study.objects.get()
    page = client.get(f"/study/{study.pk}/")
    assert "The study is being made" in page.text
    assert "being made" in client.get(f"/study/{study.pk}/status/").text
    Study.objects.update(asked_at="2020-01-01T00:00Z")
    assert "could not be made" in client.get(f"/study/{study.pk}/").text
    assert "HX-Redirect" in client.get(f"/study/{study.pk}/status/").headers


def test_the_list_asks_the_same_number_of_queries_for_one_and_for_eleven(
    visit, django_assert_num_queries, django_assert_max_num_queries
):
    making.study()
    client = visit(cast.join("dina"))
    client.get("/study/")
    with django_assert_max_num_queries(30) as counted:
        client.get("/study/")
    kept = Study.objects.get()
    for _ in range(10):
        kept.pk = None
        kept.save()
    with django_assert_num_queries(len(counted)):
        assert client.get("/study/").text.count("2020") >= 11
    lines = b"".join(client.get("/study/export/csv/").streaming_content).decode()
    assert lines.count("2020-01-01") == 11


def test_one_command_writes_the_files(tmp_path):
    call_command("study", "--from", "2020-01-01", "--out", str(tmp_path), "--language", "fr")
    names = {path.suffix for path in tmp_path.iterdir()}
    assert {".docx", ".xlsx"} <= names
    with pytest.raises(CommandError, match="is no day"):
        call_command("study", "--from", "soon", "--out", str(tmp_path))
    with pytest.raises(CommandError, match="must end after"):
        call_command("study", "--from", "2999-01-01", "--out", str(tmp_path))
