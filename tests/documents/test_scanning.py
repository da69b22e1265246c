import io
import socket
import threading
import zipfile

import pytest
from django.core.files.base import ContentFile

from matchmaking.documents import scanning
from matchmaking.errors import DomainError

PDF = b"%PDF-1.7\nplain\n%%EOF"


def package(*names):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return file.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("plan.pdf", PDF),
        ("plan.docx", package("word/document.xml")),
        ("plan.XLSX", package("xl/workbook.xml")),
        ("site.png", b"\x89PNG\r\n"),
        ("list.csv", "a;b\nä;2".encode()),
    ],
)
def test_what_people_exchange_is_kept(name, content):
    scanning.refuse_unfit(ContentFile(content, name))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("virus.exe", b"MZ"),
        ("noending", b"text"),
        ("page.html", b"<script>"),
        ("plan.pdf", b"MZ not a pdf"),
        ("plan.pdf", b""),
        ("list.csv", b"a\0b"),
        ("plan.docx", b"PK\x03\x04 broken"),
        ("plan.docx", package("word/vbaProject.bin")),
        ("plan.xlsx", package("xl/embeddings/other.bin")),
        ("plan.pdf", b"%PDF-1.7 /JavaScript (app.alert) %%EOF"),
    ],
)
def test_what_runs_or_is_not_what_it_says_is_refused(name, content):
    with pytest.raises(DomainError) as refusal:
        scanning.refuse_unfit(ContentFile(content, name))
    assert refusal.value.field == "file"


@pytest.fixture
def daemon(settings):
    """Let a made-up ClamAV answer once, and return what it was sent and what it shall say."""
    listener = socket.create_server(("127.0.0.1", 0))
    talk = {"answer": b"stream: OK\0", "sent": b""}

    def answer():
        caller, _address = listener.accept()
        with caller:
            while not talk["sent"].endswith(bytes(4)):
                talk["sent"] += caller.recv(65536)
            caller.sendall(talk["answer"])

    thread = threading.Thread(target=answer, daemon=True)
    thread.start()
    settings.CLAMAV_SOCKET = f"127.0.0.1:{listener.getsockname()[1]}"
    settings.ATTACHMENT_SCANNER = "matchmaking.documents.scanning.clamav"
    yield talk
    thread.join(5)
    listener.close()


def test_a_clean_file_passes_the_virus_scanner_as_it_is(daemon):
    file = ContentFile(PDF, "plan.pdf")
    scanning.refuse_infected(file)
    assert daemon["sent"] == b"zINSTREAM\0" + len(PDF).to_bytes(4, "big") + PDF + bytes(4)
    assert file.read() == PDF


def test_an_infected_file_is_refused_with_the_name_of_what_was_found(daemon):
    daemon["answer"] = b"stream: Eicar-Test-Signature FOUND\0"
    with pytest.raises(DomainError, match="Eicar-Test-Signature"):
        scanning.refuse_infected(ContentFile(PDF, "plan.pdf"))


def test_what_the_scanner_does_not_understand_is_not_kept(daemon):
    daemon["answer"] = b"INSTREAM size limit exceeded. ERROR\0"
    with pytest.raises(scanning.ScannerUnavailable):
        scanning.refuse_infected(ContentFile(PDF, "plan.pdf"))


def test_nothing_is_kept_while_the_scanner_does_not_answer(settings):
    settings.CLAMAV_SOCKET = "/nowhere/clamd.sock"
    settings.ATTACHMENT_SCANNER = "matchmaking.documents.scanning.clamav"
    with pytest.raises(scanning.ScannerUnavailable):
        scanning.refuse_infected(ContentFile(PDF, "plan.pdf"))
