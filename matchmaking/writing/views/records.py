"""What the pages beside a record have in common: they find it by its kind and its number."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from accounts.http import SignedInRequest
from accounts.selectors import Person
from matchmaking.writing import policies
from matchmaking.writing.records import RecordKind, kind_named


def known_record(user: Person, kind_name: str, pk: int) -> tuple[RecordKind[Any], Any]:
    """Return a record and its kind, or answer 404 when `user` may not know of it."""
    try:
        kind = kind_named(kind_name)
    except LookupError as error:
        raise Http404 from error
    return kind, get_object_or_404(kind.visible_to(user).select_related("organisation"), pk=pk)


def shared_record(request: SignedInRequest, kind: str, pk: int) -> tuple[RecordKind[Any], Any]:
    """Return a record of the person's own organisation; 403 for those who only read it."""
    found, record = known_record(request.user, kind, pk)
    if not policies.writes_together(request.user, record):
        raise PermissionDenied
    return found, record


def number_in(posted: Mapping[str, Any], name: str) -> int | None:
    """Return a number that a form carries, where it is one."""
    value = str(posted.get(name, ""))
    return int(value) if value.isdecimal() and len(value) < 10 else None


def posted_version(request: HttpRequest) -> int | None:
    """Return the version the person had before them, where the form says it."""
    return number_in(request.POST, "version")
