"""Where private files lie, that they have no address of their own, and how one is sent."""

import hashlib
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.core.files import File
from django.core.files.storage import FileSystemStorage
from django.db.models.fields.files import FieldFile
from django.http import FileResponse

LONGEST_NAME = 255


class PrivateStorage(FileSystemStorage):
    """Files outside MEDIA_ROOT. Django would fall back to MEDIA_URL, so `url` is refused."""

    def url(self, name: str | None) -> str:
        """Refuse: a private file is served by a view that knows who asks."""
        raise ValueError("A private file has no address; serve it through its view.")


def private_storage() -> PrivateStorage:
    """Return the storage for private files, at the place the settings name now."""
    return PrivateStorage(location=settings.PRIVATE_ROOT)


def stored_name(_instance: Any, _filename: str) -> str:
    """Return a name nobody can guess; what the person called the file is kept in the row."""
    token = uuid4().hex
    return f"{token[:2]}/{token}"


def shown_name(name: str) -> str:
    """Return the name to show: no folders, no control characters, its ending kept."""
    name = "".join(c for c in name.replace("\\", "/").rsplit("/", 1)[-1] if c.isprintable())
    return name[-LONGEST_NAME:] or "file"


def fingerprint(file: File[bytes]) -> str:
    """Return the SHA-256 of the file, which tells a second copy of it."""
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()


def send(file: FieldFile, name: str) -> FileResponse:
    """Send the file as it came, to be saved and never opened in the site's own name."""
    response = FileResponse(
        file.open("rb"), as_attachment=True, filename=name, content_type="application/octet-stream"
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cache-Control"] = "private, no-store"
    return response
