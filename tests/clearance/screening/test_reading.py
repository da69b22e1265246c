"""A list is read as it stands in the file, and a hostile file is refused."""

import datetime
import io
from pathlib import Path

import pytest
from django.conf import settings

from matchmaking.clearance.screening import BrokenList, compare_lists, read_list, reading

EXAMPLE = Path(settings.BASE_DIR) / "config" / "example_world" / "data" / "names_list.xml"
ONE = "<INDIVIDUAL><FIRST_NAME>ANNA</FIRST_NAME><REFERENCE_NUMBER>1</REFERENCE_NUMBER></INDIVIDUAL>"


def _file(people=ONE, head="", attributes=""):
    text = f"{head}<CONSOLIDATED_LIST {attributes}><INDIVIDUALS>{people}</INDIVIDUALS>"
    return io.BytesIO(f"{text}</CONSOLIDATED_LIST>".encode())


def test_every_name_of_an_entry_is_read():
    with EXAMPLE.open("rb") as file:
        found = read_list(file)
    assert found.as_of == datetime.date(2026, 11, 2)
    assert [entry.key for entry in found.entries] == [
        "INV.001",
        "INV.002",
        "INV.003",
        "INV.E01",
        "INV.E02",
    ]
    first = found.entries[0]
    assert [(name.kind, name.text) for name in first.names] == [
        ("name", "MUHAMMAD ABDUL RAHMAN ZARQAL"),
        ("alias", "Mohamed Abderrahmane Zerkal"),
        ("weak", "Abu Tariq al-Zarqali"),
        ("script", "محمد عبد الرحمن زرقل"),
    ]
    assert "EXACT 1971-05-04" in first.about
    assert [entry.is_entity for entry in found.entries] == [False, False, False, True, True]


@pytest.mark.parametrize(
    ("code", "file"),
    [
        ("no_xml", io.BytesIO(b"PK\x03\x04 not a list")),
        ("no_xml", io.BytesIO(b"")),
        ("no_xml", io.BytesIO(b"<CONSOLIDATED_LIST><INDIVIDUALS>")),
        ("no_list", io.BytesIO(b"<html><INDIVIDUAL/></html>")),
        ("no_entries", _file(people="")),
        ("nameless", _file(people="<INDIVIDUAL><DATAID>4</DATAID></INDIVIDUAL>")),
        ("twice", _file(people=ONE + ONE)),
        (
            "hostile",
            _file(head='<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;">]>', people="&c;"),
        ),
        ("hostile", _file(head='<!DOCTYPE a SYSTEM "file:///etc/passwd">')),
        ("hostile", _file(head='<!DOCTYPE a [<!ENTITY x SYSTEM "http://example.org/">]>')),
    ],
)
def test_what_is_no_list_or_means_harm_is_refused(code, file):
    with pytest.raises(BrokenList) as refusal:
        read_list(file)
    assert refusal.value.code == code


def test_a_file_without_end_is_refused(monkeypatch):
    monkeypatch.setattr(reading, "MOST_BYTES", 10_000)
    people = "".join(ONE.replace(">1<", f">{n}<") for n in range(500))
    with pytest.raises(BrokenList, match="too_long"):
        read_list(_file(people=people))


def test_two_lists_are_compared_entry_by_entry():
    found = compare_lists({"1": "a", "2": "b", "3": "c"}, {"2": "b", "3": "d", "4": "e"})
    assert (found.added, found.removed, found.changed) == (("4",), ("1",), ("3",))
