"""Files that are no honest spreadsheets are refused with what to do instead."""

import io
import zipfile

import pytest
from openpyxl import Workbook

from matchmaking.needs.models import Need
from matchmaking.writing.sheets import package, reading
from tests.writing import sheeting
from tests.writing.sheeting import Filled, good

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _files(settings, tmp_path, amina):
    settings.PRIVATE_ROOT = tmp_path


def refusal(content, name="requests.xlsx"):
    sheet = sheeting.upload(content, name=name)
    assert sheet.status == "refused"
    assert not Need.objects.exists()
    return sheet.outcome["refusal"]


def with_part(content, name, data=b"x"):
    """Return a workbook with one more part in its package."""
    file = io.BytesIO(content)
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr(name, data)
    return file.getvalue()


def test_formulas_are_refused_with_their_cells():
    filled = Filled().add(**good()).add(**good(2, budget="=10*12000"))
    assert filled.cell("budget", 4).coordinate in refusal(filled.bytes())


def test_a_formula_in_csv_is_refused():
    text = "title,themes,line.kind\n=cmd|' /C calc'!A0,MRK.01,EQP.MARK\n"
    assert "A2" in refusal(text.encode(), "requests.csv")


@pytest.mark.parametrize(
    ("part", "word"),
    [
        ("xl/vbaProject.bin", "macros"),
        ("xl/macrosheets/sheet1.xml", "macros"),
        ("xl/externalLinks/externalLink1.xml", "other files"),
        ("xl/embeddings/oleObject1.bin", "other files"),
        ("xl/activeX/activeX1.bin", "controls"),
        ("xl/connections.xml", "elsewhere"),
    ],
)
def test_what_runs_or_reaches_out_is_refused(part, word):
    assert word in refusal(with_part(Filled().add(**good()).bytes(), part))


def test_a_workbook_that_calls_itself_macro_enabled_is_refused():
    content = Filled().add(**good()).bytes()
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        named = {name: parts.read(name) for name in parts.namelist()}
    types = named["[Content_Types].xml"]
    named["[Content_Types].xml"] = types.replace(
        b"openxmlformats-officedocument.spreadsheetml.sheet.main",
        b"ms-excel.sheet.macroEnabled.main",
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as parts:
        for name, data in named.items():
            parts.writestr(name, data)
    assert "macros" in refusal(file.getvalue())


def test_a_bomb_is_refused_before_it_unpacks(monkeypatch):
    bomb = with_part(Filled().add(**good()).bytes(), "xl/media/big.xml", b"\0" * 20_000_000)
    monkeypatch.setattr(package, "MOST_UNPACKED", 10_000_000)
    assert len(bomb) < 200_000
    assert "unpacks to far more" in refusal(bomb)


def test_entities_are_refused():
    doctype = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
    content = with_part(Filled().add(**good()).bytes(), "xl/strange.xml", doctype)
    assert "not made by a spreadsheet program" in refusal(content)


def test_a_file_that_is_too_large_is_refused(monkeypatch):
    monkeypatch.setattr(reading, "MOST_BYTES", 1_000)
    assert "10 MB" in refusal(Filled().add(**good()).bytes())


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "password"),
        (b"PK\x03\x04 not really", "damaged"),
        (b"%PDF-1.7 \x00\x01", "not a spreadsheet"),
        ("título;área".encode("latin-1"), "CSV UTF-8"),
        (b"", "not those of the template"),
        (b"a,b,c\n1,2,3\n", "not those of the template"),
        (b"title,themes,line.kind\n", "no rows"),
    ],
)
def test_what_is_no_template_is_told_apart(content, word):
    assert word in refusal(content, "requests.csv")


def test_an_empty_template_is_told_apart():
    assert "no rows" in refusal(sheeting.template())


def test_the_template_for_another_kind_is_refused():
    assert "another kind" in refusal(sheeting.template("offer"))


def test_merged_cells_are_refused_with_their_place():
    filled = Filled().add(**good()).add(**good(2))
    filled.sheet.merge_cells("D3:D4")
    assert "D3:D4" in refusal(filled.bytes())


def test_renamed_heads_do_no_harm_while_the_hidden_row_stands():
    filled = Filled().add(**good())
    for cell in filled.sheet[2]:
        cell.value = f"Renamed {cell.column}"
    sheet = sheeting.upload(filled.bytes())
    assert (sheet.status, sheet.outcome["problems"]) == ("checked", [])


def test_without_the_hidden_row_columns_are_known_by_their_names():
    filled = Filled().add(**good())
    filled.sheet.delete_rows(1)
    sheet = sheeting.upload(filled.bytes())
    assert (sheet.status, sheet.outcome["problems"]) == ("checked", [])


def test_a_column_nobody_knows_is_left_aside_and_named():
    filled = Filled().add(**good())
    place = filled.sheet.max_column + 1
    filled.sheet.cell(2, place).value = "Remarks of my desk"
    filled.sheet.cell(3, place).value = "ask again"
    assert "Remarks of my desk" in sheeting.upload(filled.bytes()).outcome["notes"][0]


def test_another_workbook_is_not_mistaken_for_the_template():
    book = Workbook()
    book.active.append(["Name", "Amount"])
    book.active.append(["x", 1])
    file = io.BytesIO()
    book.save(file)
    assert "not those of the template" in refusal(file.getvalue())


def test_more_records_than_fit_are_refused(monkeypatch):
    from matchmaking.writing.sheets import checking

    monkeypatch.setattr(checking, "MOST_RECORDS", 2)
    filled = Filled()
    for number in range(3):
        filled.add(**good(number))
    assert "3 records" in refusal(filled.bytes())


def test_a_fault_of_ours_is_told_and_saves_nothing(monkeypatch):
    from matchmaking.writing.sheets import checking

    def broken(*args):
        raise RuntimeError("a bug")

    monkeypatch.setattr(checking.Sitting, "run", broken)
    assert "on our side" in refusal(Filled().add(**good()).bytes())
