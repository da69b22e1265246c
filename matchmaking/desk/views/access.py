"""Who may open the desk, and what of it: unknown is 404, not theirs is 403."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.http import url_has_allowed_host_and_scheme

from accounts.http import SignedInRequest
from matchmaking.desk import policies
from matchmaking.disclosure.selectors import twins_for
from matchmaking.needs.models import Need
from matchmaking.offers.models import Offer


def readers_only(request: SignedInRequest) -> None:
    """Refuse whoever may not read the desk."""
    if not policies.sees_desk(request.user):
        raise PermissionDenied


def known_need(request: SignedInRequest, pk: int) -> Need:
    """Return a request for its workbench, with what the person may read of it."""
    needs = twins_for(request.user, Need.objects.visible_to(request.user))
    return _checked(request, needs.select_related("country", "organisation"), pk)


def known_offer(request: SignedInRequest, pk: int) -> Offer:
    """Return an offer for its workbench, with what the person may read of it."""
    offers = twins_for(request.user, Offer.objects.visible_to(request.user))
    return _checked(request, offers.select_related("organisation"), pk)


def way_back(request: HttpRequest, otherwise: str) -> str:
    """Return the page a form was sent from, as far as it is ours."""
    there = request.POST.get("next", "")
    return there if url_has_allowed_host_and_scheme(there, {request.get_host()}) else otherwise


def _checked(request: SignedInRequest, rows: Any, pk: int) -> Any:
    row = get_object_or_404(rows, pk=pk)
    readers_only(request)
    return row
