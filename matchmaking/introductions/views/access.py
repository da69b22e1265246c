"""Fetching an introduction for a page, and telling a refusal."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest

from accounts.http import SignedInRequest
from matchmaking.errors import DomainError
from matchmaking.introductions import selectors
from matchmaking.introductions.models import Introduction

# What a service calls otherwise than the form of a message, which takes several.
FIELDS = {"file": "attached"}


def known(request: HttpRequest, pk: int) -> Introduction:
    """Return an introduction that the person may know of, or answer 404."""
    introduction = selectors.introduction_for_page(request.user, pk)
    if introduction is None:
        raise Http404
    return introduction


def version_of(request: HttpRequest) -> int | None:
    """Return the version of the page that a button was pressed on."""
    version = request.POST.get("version", "")
    return int(version) if version.isdecimal() and len(version) < 10 else None


def done(request: SignedInRequest, act: Callable[[], Any], success: str) -> bool:
    """Do something, and say how it went; say whether it was done."""
    try:
        act()
    except DomainError as refusal:
        messages.error(request, str(refusal.message))
        return False
    messages.success(request, success)
    return True


def tried(form: Form, act: Callable[[], Any]) -> bool:
    """Do something, or put the refusal beside its field; say whether it was done."""
    try:
        act()
    except DomainError as refusal:
        names = (refusal.field, FIELDS.get(refusal.field or "", ""))
        field = next((name for name in names if name in form.fields), None)
        form.add_error(field, str(refusal.message))
        return False
    return True
