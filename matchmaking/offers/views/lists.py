"""Offers in lists: for everyone, for those who give, for the secretariat, and as files."""

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from accounts.selectors import organisations_of, visibility_codes
from files.export import FORMATS, rows_in_order
from matchmaking.coaching.selectors import scored_for, threshold_for
from matchmaking.coaching.views import queue
from matchmaking.disclosure.views import logging_readings
from matchmaking.offers import policies, selectors
from matchmaking.offers.choices import OfferStatus
from matchmaking.offers.filters import EXPORT_COLUMNS, OfferFilterSet
from matchmaking.offers.models import Offer
from matchmaking.offers.services import OFFER
from matchmaking.writing.figures import with_figures
from matchmaking.writing.selectors import confirmable
from search.listing import Listing


def offer_list(request: HttpRequest) -> HttpResponse:
    """Show the offers that fit the filters, with how many there are of everything."""
    filterset = _filterset(request)
    results = Listing(request, filterset)
    listed = scored_for(request.user, OFFER, selectors.offers_for_listing(request.user))
    rows = results.rows(listed)
    context = {
        "kind": OFFER,
        "filterset": filterset,
        "results": results,
        "records": list(with_figures("offer", selectors.with_eligibility(rows))),
        "threshold": threshold_for(request.user, OFFER),
        "formats": [
            (name.upper(), results.export_url(reverse("offers:export", args=[name])))
            for name in FORMATS
        ],
        "may_create": bool(policies.organisations_offered_for(request.user)),
    }
    return render(request, "offers/list.html", context)


def export(request: HttpRequest, format_name: str) -> HttpResponseBase:
    """Send everything the filters find as a file."""
    if format_name not in FORMATS:
        raise Http404
    ids = _filterset(request).all_ids()
    rows: Iterator[Any] = rows_in_order(selectors.offers_for_export(request.user), ids)
    logged = selectors.with_eligibility(logging_readings(rows, request, Offer))
    return FORMATS[format_name](with_figures("offer", logged), EXPORT_COLUMNS, "offers")


@login_required
def mine(request: HttpRequest) -> HttpResponse:
    """Show an organisation's own offers, by their state."""
    givers = [o for o in organisations_of(request.user) if o.gives_assistance]
    if not givers:
        raise PermissionDenied
    offers = list(selectors.my_offers(request.user))
    by_status = [
        (label, [offer for offer in offers if offer.status == value])
        for value, label in OfferStatus.choices
    ]
    context = {
        "kind": OFFER,
        "organisations": givers,
        **confirmable(OFFER, request.user, offers),
        "groups": [(label, rows) for label, rows in by_status if rows],
        "may_create": bool(policies.organisations_offered_for(request.user)),
    }
    return render(request, "writing/mine.html", context)


@login_required
def moderation(request: HttpRequest) -> HttpResponse:
    """Show the secretariat what waits to be published."""
    if not policies.moderates_offers(request.user):
        raise PermissionDenied
    offers = selectors.offers_to_moderate(request.user)
    return render(request, queue.TEMPLATE, queue.queue_of(request, OFFER, offers))


@login_required
def moderation_export(request: HttpRequest, format_name: str) -> HttpResponseBase:
    """Send what waits to be published as a file."""
    if not policies.moderates_offers(request.user):
        raise PermissionDenied
    return queue.queue_file(request, OFFER, selectors.offers_to_moderate(request.user), format_name)


def _filterset(request: HttpRequest) -> OfferFilterSet:
    return OfferFilterSet(request.GET, visible_to=visibility_codes(request.user), request=request)
