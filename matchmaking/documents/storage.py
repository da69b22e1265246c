"""Where private files lie, and that they have no address of their own."""

from typing import Any
from uuid import uuid4

from django.conf import settings
from django.core.files.storage import FileSystemStorage


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
