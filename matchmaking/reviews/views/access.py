"""Fetching what reviews are about for a page: unknown is 404, not theirs is 403."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from accounts.http import SignedInRequest
from matchmaking.applications.models import Application
from matchmaking.applications.policies import must_declare
from matchmaking.applications.views.access import to_declaration
from matchmaking.errors import DomainError
from matchmaking.funds.models import Call
from matchmaking.reviews import policies
from matchmaking.reviews.choices import OPEN
from matchmaking.reviews.models import Assignment
from matchmaking.reviews.services.common import NAMED


def known_assignment(request: SignedInRequest, pk: int) -> Assignment:
    """Return an assignment that the person may know of."""
    rows = Assignment.objects.visible_to(request.user).select_related(*NAMED)
    return get_object_or_404(rows, pk=pk)


def own_assignment(request: SignedInRequest, pk: int) -> Assignment:
    """Return an assignment of the person; 403 for somebody else's that they know of."""
    found = known_assignment(request, pk)
    if not policies.is_reviewer(request.user, found):
        raise PermissionDenied
    return found


def run_assignment(request: SignedInRequest, pk: int) -> Assignment:
    """Return an assignment whose reviewers the person chooses."""
    found = known_assignment(request, pk)
    if not policies.runs_assignment(request.user, found):
        raise PermissionDenied
    return found


def known_application(request: SignedInRequest, pk: int) -> Application:
    """Return an application that the person may know of."""
    rows = Application.objects.visible_to(request.user)
    return get_object_or_404(rows.select_related("call__fund", "proposal__country"), pk=pk)


def run_application(request: SignedInRequest, pk: int) -> Application:
    """Return an application whose reviewers the person chooses."""
    found = known_application(request, pk)
    if not policies.runs_reviews(request.user, found):
        raise PermissionDenied
    return found


def followed_call(request: SignedInRequest, pk: int) -> Call:
    """Return a call whose reviews the person follows: who runs or audits its fund."""
    rows = Call.objects.visible_to(request.user).select_related("fund")
    found = get_object_or_404(rows, pk=pk)
    if not policies.follows_reviews(request.user, found.fund):
        raise PermissionDenied
    return found


def not_yet(request: SignedInRequest, application: Application) -> HttpResponse | None:
    """Return where somebody has to go before they read the reviews of an application."""
    mine = application.assignments.filter(reviewer=request.user, status__in=OPEN).first()
    if mine:
        messages.info(request, _("You read what others say once you have handed in your own."))
        return redirect("reviews:assignment", mine.pk)
    if not policies.reads_reviews(request.user, application):
        raise PermissionDenied
    if must_declare(request.user, application):
        return to_declaration(request, application.pk)
    return None


def version_of(request: SignedInRequest) -> int | None:
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
