"""Files that must not hurt: refused or read in part, with words that help."""

import json
import os
import socket
import threading
import time
import zipfile
from pathlib import Path

import pytest

from matchmaking.reports.reader import ReadError, read_file, read_files, render_page, sandbox
from matchmaking.reports.reader.worker import run_limited

HOSTILE = Path(__file__).parent / "hostile"
EXAMPLES = Path(__file__).parents[3] / "matchmaking" / "reports" / "examples"
MIB = 1024 * 1024


def refused(path, **limits):
    with pytest.raises(ReadError) as caught:
        read_file(path, **limits)
    assert len(caught.value.message) > 20
    return caught.value


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("truncated.pdf", "truncated"),
        ("encrypted.pdf", "encrypted"),
        ("zipbomb_60MB.docx", "bomb"),
        ("image_only.pdf", "image_only"),
        ("external_entity_template.docx", "external_entities"),
        ("text_renamed.pdf", "mislabelled"),
    ],
)
def test_a_hostile_file_is_refused_with_its_reason(name, code):
    assert refused(HOSTILE / name).code == code


def test_a_file_with_scripts_is_read_and_flagged_and_nothing_runs():
    result = read_file(HOSTILE / "javascript_embedded.pdf")
    plain = read_file(EXAMPLES / "2020_SierraLeone_E.pdf")
    assert any(warning.startswith("active_content") for warning in result.warnings)
    assert [c.quote for c in result.candidates] == [c.quote for c in plain.candidates]


def test_one_bad_file_does_not_spoil_the_others():
    names = ["truncated.pdf", "javascript_embedded.pdf", "zipbomb_60MB.docx"]
    results = read_files([HOSTILE / name for name in names])
    assert ["error" in result for result in results] == [True, False, True]
    assert [result["file"] for result in results] == names


def test_an_empty_and_an_oversized_file_are_refused(tmp_path):
    empty, huge = tmp_path / "empty.pdf", tmp_path / "huge.pdf"
    empty.touch()
    with huge.open("wb") as stream:
        stream.truncate(26 * MIB)
    assert refused(empty).code == "empty"
    error = refused(huge)
    assert error.code == "too_large"
    assert "25 MB" in error.message


def test_bytes_of_no_known_kind_are_refused(tmp_path):
    path = tmp_path / "report.doc"
    path.write_bytes(bytes(range(256)) * 40)
    assert refused(path).code == "unknown_type"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600)
    assert refused(path).code == "old_office"


def test_an_archive_that_lies_about_its_size_is_stopped(tmp_path):
    path = tmp_path / "liar.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"<a>" + b" " * (50 * MIB) + b"</a>")
    data = path.read_bytes()
    true, small = (50 * MIB + 7).to_bytes(4, "little"), (1000).to_bytes(4, "little")
    path.write_bytes(data.replace(true, small))
    assert refused(path).code in {"bomb", "broken", "truncated"}


def test_entities_in_a_document_read_no_local_file(tmp_path):
    path = tmp_path / "entity.docx"
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret of the house")
    text = (
        f'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY s SYSTEM "file://{secret}">]>'
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        "<w:body><w:p><w:r><w:t>&s;</w:t></w:r></w:p></w:body></w:document>"
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", text)
    error = refused(path)
    assert error.code == "external_entities"
    assert "secret of" not in error.message


def test_a_web_page_fetches_nothing(tmp_path):
    server = socket.create_server(("127.0.0.1", 0))
    server.settimeout(1.0)
    visits = []

    def wait():
        try:
            visits.append(server.accept())
        except TimeoutError:
            return

    visitor = threading.Thread(target=wait)
    visitor.start()
    port = server.getsockname()[1]
    path = tmp_path / "page.html"
    path.write_text(
        f'<!DOCTYPE html SYSTEM "http://127.0.0.1:{port}/x.dtd"><html><body>'
        f'<img src="http://127.0.0.1:{port}/a.png"><script>1</script><p>A report.</p></body></html>'
    )
    result = read_file(path)
    visitor.join()
    server.close()
    assert visits == []
    assert any(warning.startswith("active_content") for warning in result.warnings)


def test_a_file_that_takes_too_long_is_stopped():
    began = time.monotonic()
    error = refused(EXAMPLES / "2012_Zambia_E.pdf", time_limit=0.01)
    assert error.code == "timeout"
    assert time.monotonic() - began < 10


def test_a_file_that_takes_too_much_memory_is_stopped():
    error = refused(EXAMPLES / "2012_Zambia_E.pdf", memory_limit=40 * MIB)
    assert error.code in {"memory", "crashed"}


def test_a_child_that_dies_is_reported_as_a_crash(monkeypatch):
    monkeypatch.setattr("matchmaking.reports.reader.worker.read", lambda job: os._exit(9))
    reply = json.loads(run_limited({"do": "read"}, 5.0, 512 * MIB))
    assert reply == {"error": "crashed"}


def test_a_worker_that_never_answers_is_reported_as_a_crash(monkeypatch):
    monkeypatch.setattr(sandbox, "_BOOT", "raise SystemExit(3)")
    assert refused(EXAMPLES / "2012_Zambia_E.pdf").code == "crashed"


def test_no_secret_of_the_server_reaches_the_reading_process(monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "very secret")
    assert "SECRET_KEY" not in sandbox._ENVIRONMENT


def test_a_page_is_drawn_as_a_picture():
    picture = render_page(EXAMPLES / "2012_Zambia_E.pdf", 2, width=300)
    assert picture.startswith(b"\x89PNG")
    assert int.from_bytes(picture[16:20]) == 300


@pytest.mark.parametrize("page", [0, 99])
def test_a_page_that_is_not_there_is_refused(page):
    with pytest.raises(ReadError, match="no page"):
        render_page(EXAMPLES / "2012_Zambia_E.pdf", page)


def test_only_a_pdf_can_be_drawn():
    with pytest.raises(ReadError, match="PDF"):
        render_page(EXAMPLES / "2007_Ghana_E.docx", 1)
