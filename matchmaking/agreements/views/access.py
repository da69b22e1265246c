"""Fetching an agreement for a page, and telling a refusal."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest

from accounts.http import SignedInRequest
from matchmaking.agreements import selectors
from matchmaking.agreements.models import Agreement
from matchmaking.errors import DomainError


def known(request: HttpRequest, pk: int) -> Agreement:
    """Return an agreement that the person may know of, or answer 404."""
    agreement = selectors.agreement_for_page(request.user, pk)
    if agreement is None:
        raise Http404
    return agreement


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
