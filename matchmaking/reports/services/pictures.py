"""Pictures of a report's pages, drawn once in the sandbox and kept beside the private files."""

import os
import shutil
import tempfile
from pathlib import Path

from django.conf import settings

from matchmaking.documents.models import Attachment
from matchmaking.reports import reader
from matchmaking.reports.models import NationalReport

WIDTH = 1200


def page_picture(report: NationalReport, page: int) -> Path:
    """Return the PNG file of one page; raise ReadError where it cannot be drawn."""
    folder = _folder(report.attachment.sha256)
    picture = folder / f"{page}-{WIDTH}.png"
    if not picture.exists():
        data = reader.render_page(Path(report.attachment.file.path), page, width=WIDTH)
        folder.mkdir(parents=True, exist_ok=True)
        _write_at_once(picture, data)
    return picture


def forget_pictures(sha256: str) -> None:
    """Delete the pictures of a file that no attachment holds any longer."""
    if not Attachment.objects.filter(sha256=sha256).exists():
        shutil.rmtree(_folder(sha256), ignore_errors=True)


def _folder(sha256: str) -> Path:
    return Path(settings.PRIVATE_ROOT) / "pages" / sha256[:2] / sha256


def _write_at_once(picture: Path, data: bytes) -> None:
    """Write the file under another name first: a second request must not see half of it."""
    with tempfile.NamedTemporaryFile(dir=picture.parent, delete=False) as part:
        part.write(data)
    os.replace(part.name, picture)
