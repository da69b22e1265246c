"""Tell what a file is by its content, and refuse what must not be opened."""

import zipfile
from pathlib import Path

from matchmaking.reports.reader.messages import refusal

MAX_BYTES = 25 * 1024 * 1024
MAX_UNPACKED = 40 * 1024 * 1024
MAX_MEMBERS = 3000
NAMES = {"pdf": "PDF", "docx": "Word", "xlsx": "Excel", "html": "a web page", "text": "plain text"}
SUFFIXES = {
    ".pdf": "pdf",
    ".docx": "docx",
    ".xlsx": "xlsx",
    ".html": "html",
    ".htm": "html",
    ".txt": "text",
}
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
BOMS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
ENCODINGS = ("utf-8", "cp1252", "cp1251", "cp1256", "gb18030")


def sniff(path: Path, name: str = "") -> str:
    """Return pdf, docx, xlsx, html or text; refuse anything else, whatever its name."""
    size = path.stat().st_size
    if size > MAX_BYTES:
        raise refusal("too_large", size=size // 1024**2 + 1, limit=MAX_BYTES // 1024**2)
    with path.open("rb") as stream:
        head = stream.read(64 * 1024)
    if not head.strip():
        raise refusal("empty")
    kind = _kind_of(path, head)
    label = SUFFIXES.get(Path(name or path).suffix.lower())
    if label and label != kind and not (label in {"html", "text"} and kind in {"html", "text"}):
        raise refusal("mislabelled", label=NAMES[label], content=NAMES[kind])
    return kind


def _kind_of(path: Path, head: bytes) -> str:
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(b"PK\x03\x04"):
        return _kind_of_zip(path)
    if head.startswith(OLE):
        raise refusal("old_office")
    text = as_text(head, cut=True)
    start = text.lstrip("\ufeff \r\n\t")[:2000].lower()
    if start.startswith(("<!doctype html", "<html", "<?xml")) or "<table" in start:
        return "html"
    return "text"


def _kind_of_zip(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
    except zipfile.BadZipFile:
        raise refusal("truncated") from None
    unpacked = sum(member.file_size for member in members)
    if unpacked > MAX_UNPACKED or len(members) > MAX_MEMBERS:
        raise refusal("bomb", size=unpacked // 1024**2, limit=MAX_UNPACKED // 1024**2)
    names = {member.filename for member in members}
    if "word/document.xml" in names:
        return "docx"
    if "xl/workbook.xml" in names:
        return "xlsx"
    raise refusal("unknown_type")


def as_text(data: bytes, *, cut: bool = False) -> str:
    """Decode text of unknown encoding; refuse what is not text."""
    for bom, encoding in BOMS.items():
        if data.startswith(bom):
            return data.decode(encoding, errors="ignore" if cut else "replace")
    if b"\x00" in data:
        raise refusal("unknown_type")
    for encoding in ENCODINGS:
        text = _decoded(data, encoding, cut=cut)
        if text is not None:
            return text
    raise refusal("unknown_type")


def _decoded(data: bytes, encoding: str, *, cut: bool) -> str | None:
    # A head cut in the middle of a character is still text.
    ends = range(len(data), max(len(data) - 4, 0), -1) if cut else (len(data),)
    for end in ends:
        try:
            text = data[:end].decode(encoding)
        except UnicodeDecodeError:
            continue
        strange = sum(1 for char in text if ord(char) < 32 and char not in "\t\r\n\f")
        return text if strange * 50 <= len(text) else None
    return None
