"""Looking into a file before it is kept: what it is, whether it runs, whether it is known as evil.

The setting ATTACHMENT_SCANNER names a function that returns what it found in a file, or nothing.
With CLAMAV_SOCKET it is `clamav`, which asks the daemon behind that socket.
"""

import socket
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import PurePath

from django.conf import settings
from django.core.files import File
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from matchmaking.errors import DomainError

# What people exchange, by the ending of its name, with how such a file begins.
ZIP = (b"PK\x03\x04",)
BEGINNINGS: dict[str, tuple[bytes, ...]] = {
    ".pdf": (b"%PDF-",),
    ".docx": ZIP,
    ".xlsx": ZIP,
    ".pptx": ZIP,
    ".odt": ZIP,
    ".ods": ZIP,
    ".png": (b"\x89PNG",),
    ".jpg": (b"\xff\xd8",),
    ".jpeg": (b"\xff\xd8",),
    ".tif": (b"II*\x00", b"MM\x00*"),
    ".tiff": (b"II*\x00", b"MM\x00*"),
    ".txt": (),
    ".csv": (),
}
ENDINGS = ", ".join(BEGINNINGS)
_ACTIVE_PARTS = ("vbaproject.bin", "/embeddings/", "/activex/", "/macrosheets/", "basic/")
# What runs when a PDF is opened, or hides in it.
PDF_DANGERS = (b"/JavaScript", b"/JS ", b"/Launch", b"/EmbeddedFile", b"/RichMedia")
_CHUNK = 64 * 1024
_PATIENCE = 20


class ScannerUnavailable(DomainError):
    """Nothing is kept that could not be looked into."""

    def __init__(self) -> None:
        super().__init__(
            _("Files cannot be checked for viruses at the moment. Try again in some minutes."),
            field="file",
        )


def refuse_infected(file: File[bytes]) -> None:
    """Raise DomainError when the scanner of this site finds something in the file."""
    if not settings.ATTACHMENT_SCANNER:
        return
    found = import_string(settings.ATTACHMENT_SCANNER)(file)
    file.seek(0)
    if found:
        raise DomainError(
            _("The virus check found “%(name)s” in this file. It was not kept.") % {"name": found},
            field="file",
        )


def refuse_unfit(file: File[bytes]) -> None:
    """Raise DomainError unless the file is of a known type, what it says, and runs nothing."""
    ending = PurePath(file.name or "").suffix.lower()
    if ending not in BEGINNINGS:
        raise DomainError(
            _("Files of this type cannot be attached. These can: %(endings)s.")
            % {"endings": ENDINGS},
            field="file",
        )
    content = file.read()
    file.seek(0)
    if not _is_what_it_says(content, BEGINNINGS[ending]):
        raise DomainError(
            _("This file is broken, or not what its name says. Save it again."), field="file"
        )
    if _is_active(file, ending, content):
        raise DomainError(
            _("This file holds macros or other files. Save it without, or print it to PDF."),
            field="file",
        )


def clamav(file: File[bytes]) -> str:
    """Ask the ClamAV daemon about a file; return the name of what it found, empty for nothing."""
    try:
        with closing(_connected(settings.CLAMAV_SOCKET)) as daemon:
            daemon.sendall(b"zINSTREAM\0")
            for chunk in _chunks(file):
                daemon.sendall(len(chunk).to_bytes(4, "big") + chunk)
            daemon.sendall(bytes(4))
            answer = daemon.recv(4096).decode(errors="replace").strip("\0 \n")
    except OSError as error:
        raise ScannerUnavailable from error
    if answer.endswith(" FOUND"):
        return answer.removeprefix("stream: ").removesuffix(" FOUND")
    if not answer.endswith("OK"):
        raise ScannerUnavailable
    return ""


def _connected(address: str) -> socket.socket:
    """Connect to a path, or to host:port."""
    if address.startswith("/"):
        return _connected_here(address)
    host, _colon, port = address.rpartition(":")
    return socket.create_connection((host, int(port)), timeout=_PATIENCE)


def _connected_here(path: str) -> socket.socket:
    daemon = socket.socket(socket.AF_UNIX)
    try:
        daemon.settimeout(_PATIENCE)
        daemon.connect(path)
    except OSError:
        daemon.close()
        raise
    return daemon


def _chunks(file: File[bytes]) -> Iterator[bytes]:
    file.seek(0)
    while chunk := file.read(_CHUNK):
        yield chunk


def _is_what_it_says(content: bytes, begins: tuple[bytes, ...]) -> bool:
    return content.startswith(begins) if begins else bool(content) and b"\0" not in content


def _is_active(file: File[bytes], ending: str, content: bytes) -> bool:
    if ending == ".pdf":
        return any(sign in content for sign in PDF_DANGERS)
    if BEGINNINGS[ending] != ZIP:
        return False
    try:
        names = [name.lower() for name in zipfile.ZipFile(file).namelist()]
    except zipfile.BadZipFile:
        return True
    finally:
        file.seek(0)
    return any(part in name for name in names for part in _ACTIVE_PARTS)
