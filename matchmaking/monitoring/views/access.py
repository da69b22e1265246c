"""Fetching what a page is about, and what stands around every page of an undertaking."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404

from accounts.http import SignedInRequest
from matchmaking.applications import policies as applications
from matchmaking.monitoring import policies, tabs
from matchmaking.monitoring.models import Period, Revision, Undertaking, Value
from matchmaking.payments.views.access import (
    Undeclared,
    done,
    filled,
    formats,
    reads_project,
    version_of,
)

__all__ = [
    "decided",
    "done",
    "filled",
    "formats",
    "known",
    "known_period",
    "known_revision",
    "known_value",
    "page",
    "reads",
    "reported",
    "version_of",
]

# People of a fund say first whether a conflict of interest keeps them away.
reads = reads_project


def known(request: SignedInRequest, pk: int) -> Undertaking:
    """Return an undertaking that the person may know of, or answer 404."""
    rows = Undertaking.objects.visible_to(request.user).with_parties()
    found = get_object_or_404(rows, pk=pk)
    project = found.project
    if project and applications.must_declare(request.user, project.application):
        raise Undeclared(project.application_id)
    return found


def known_period(request: SignedInRequest, pk: int, number: int) -> Period:
    """Return a period of an undertaking that the person may know of, or answer 404."""
    undertaking = known(request, pk)
    period = get_object_or_404(undertaking.periods, number=number)
    period.undertaking = undertaking
    return period


def known_value(request: SignedInRequest, pk: int) -> Value:
    """Return a value that the person may know of, or answer 404."""
    rows = Value.objects.visible_to(request.user).select_related("indicator", "period")
    value: Value = get_object_or_404(rows, pk=pk)
    value.indicator.undertaking = known(request, value.indicator.undertaking_id)
    return value


def known_revision(request: SignedInRequest, pk: int) -> Revision:
    """Return a change of a framework that the person may know of, or answer 404."""
    revision: Revision = get_object_or_404(Revision.objects.visible_to(request.user), pk=pk)
    revision.undertaking = known(request, revision.undertaking_id)
    return revision


def reported(request: SignedInRequest, pk: int) -> Undertaking:
    """Return an undertaking to who reports on it; 403 to those who only read it."""
    undertaking = known(request, pk)
    if not policies.reports_on(request.user, undertaking):
        raise PermissionDenied
    return undertaking


def decided(request: SignedInRequest, pk: int) -> Undertaking:
    """Return an undertaking to who approves its values; 403 to those who only read it."""
    undertaking = known(request, pk)
    if not policies.decides_on(request.user, undertaking):
        raise PermissionDenied
    return undertaking


def page(request: SignedInRequest, undertaking: Undertaking) -> dict[str, Any]:
    """Return what `monitoring/base.html` shows around every page of an undertaking."""
    return {"undertaking": undertaking, "tabs": tabs.tabs_of(request, undertaking)}


def ids_of(request: SignedInRequest, name: str) -> list[int]:
    """Return the rows that were ticked."""
    said = request.POST.getlist(name)
    if not all(one.isdecimal() and len(one) < 12 for one in said):
        raise Http404
    return [int(one) for one in said]
