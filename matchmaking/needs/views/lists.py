"""Requests in lists: for everyone, for a State, for the secretariat, and as files."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from accounts.choices import OrganisationKind
from accounts.selectors import organisations_of, visibility_codes
from files.export import FORMATS, rows_in_order
from matchmaking.coaching.selectors import scored_for, threshold_for
from matchmaking.coaching.views import queue
from matchmaking.disclosure.views import logging_readings
from matchmaking.needs import policies, selectors
from matchmaking.needs.choices import NeedStatus
from matchmaking.needs.filters import EXPORT_COLUMNS, NeedFilterSet
from matchmaking.needs.models import Need
from matchmaking.needs.services import NEED
from matchmaking.writing.figures import with_figures
from matchmaking.writing.selectors import confirmable
from search.listing import Listing


def need_list(request: HttpRequest) -> HttpResponse:
    """Show the requests that fit the filters, with how many there are of everything."""
    filterset = _filterset(request)
    results = Listing(request, filterset)
    rows = scored_for(request.user, NEED, selectors.needs_for_listing(request.user))
    context = {
        "kind": NEED,
        "filterset": filterset,
        "results": results,
        "records": list(with_figures("need", results.rows(rows))),
        "threshold": threshold_for(request.user, NEED),
        "formats": [
            (name.upper(), results.export_url(reverse("needs:export", args=[name])))
            for name in FORMATS
        ],
        "may_create": bool(policies.states_drafted_for(request.user)),
    }
    return render(request, "needs/list.html", context)


def export(request: HttpRequest, format_name: str) -> HttpResponseBase:
    """Send everything the filters find as a file."""
    if format_name not in FORMATS:
        raise Http404
    ids = _filterset(request).all_ids()
    rows = rows_in_order(selectors.needs_for_export(request.user), ids)
    logged = with_figures("need", logging_readings(rows, request, Need))
    return FORMATS[format_name](logged, EXPORT_COLUMNS, "assistance-requests")


@login_required
def mine(request: HttpRequest) -> HttpResponse:
    """Show a State's own requests, what wants attention first."""
    states = [o for o in organisations_of(request.user) if o.kind == OrganisationKind.STATE]
    if not states:
        raise PermissionDenied
    needs = list(selectors.my_needs(request.user))
    groups = [
        (label, [n for n in needs if n.status == value]) for value, label in NeedStatus.choices
    ]
    context = {
        "kind": NEED,
        "organisations": states,
        **confirmable(NEED, request.user, needs),
        "groups": [(label, members) for label, members in groups if members],
        "may_create": bool(policies.states_drafted_for(request.user)),
    }
    return render(request, "writing/mine.html", context)


@login_required
def moderation(request: HttpRequest) -> HttpResponse:
    """Show the secretariat what waits to be published."""
    if not policies.moderates_needs(request.user):
        raise PermissionDenied
    needs = selectors.needs_to_moderate(request.user)
    return render(request, queue.TEMPLATE, queue.queue_of(request, NEED, needs))


@login_required
def moderation_export(request: HttpRequest, format_name: str) -> HttpResponseBase:
    """Send what waits to be published as a file."""
    if not policies.moderates_needs(request.user):
        raise PermissionDenied
    return queue.queue_file(request, NEED, selectors.needs_to_moderate(request.user), format_name)


def _filterset(request: HttpRequest) -> NeedFilterSet:
    return NeedFilterSet(request.GET, visible_to=visibility_codes(request.user), request=request)
