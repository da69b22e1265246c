"""The traffic lights of all that somebody may know of, and as a file."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from accounts.http import SignedInRequest
from files.rows import RowListing
from matchmaking.monitoring.models import Undertaking
from matchmaking.payments.views.access import formats
from matchmaking.payments.views.lists import export
from matchmaking.progress import selectors
from matchmaking.progress.exports import LIGHT_COLUMNS
from matchmaking.progress.filters import LightsFilterSet


@login_required
def lights(request: SignedInRequest) -> HttpResponse:
    """Show the traffic lights of each project and agreement, with the rules beneath."""
    filterset = _filterset(request)
    results = RowListing(request, filterset)
    address = lambda name: reverse("progress:lights_export", args=[name])  # noqa: E731
    context = {
        "results": results,
        "filterset": filterset,
        "rows": _with_lights(results.rows),
        "formats": formats(results, address),
    }
    return render(request, "progress/lights.html", context)


@login_required
def lights_export(request: SignedInRequest, format_name: str) -> HttpResponseBase:
    """Send the lights of everything the filters find as a file."""
    return export(format_name, _filterset(request).qs, _with_lights, LIGHT_COLUMNS, "lights")


def _filterset(request: SignedInRequest) -> LightsFilterSet:
    rows = Undertaking.objects.visible_to(request.user).select_related("country", "project")
    return LightsFilterSet(request.GET, queryset=rows)


def _with_lights(rows: Iterable[Any]) -> list[Any]:
    found = list(rows)
    lit = selectors.lights_of([row.pk for row in found])
    for row in found:
        row.lights = lit[row.pk]
    return found
