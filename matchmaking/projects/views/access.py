"""Fetching a proposal for a page, and telling a refusal."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.utils.functional import Promise

from matchmaking.errors import DomainError
from matchmaking.projects import selectors
from matchmaking.projects.models import Proposal
from matchmaking.projects.sections import Section, section_named


def known(request: HttpRequest, pk: int) -> Proposal:
    """Return a proposal that the person may know of, or answer 404."""
    proposal = selectors.proposal_for_page(request.user, pk)
    if proposal is None:
        raise Http404
    return proposal


def named(code: str) -> Section:
    """Return a section by its code, or answer 404."""
    try:
        return section_named(code)
    except LookupError as error:
        raise Http404 from error


def version_of(request: HttpRequest) -> int | None:
    """Return the version of the page that a button was pressed on."""
    version = request.POST.get("version", "")
    return int(version) if version.isdecimal() and len(version) < 10 else None


def done(request: HttpRequest, act: Callable[[], Any], success: str | Promise) -> bool:
    """Do something, and say how it went; say whether it was done."""
    try:
        act()
    except DomainError as refusal:
        messages.error(request, str(refusal.message))
        return False
    messages.success(request, str(success))
    return True
