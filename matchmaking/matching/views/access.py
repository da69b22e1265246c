"""Fetching a request, an offer or a pair for a page: unknown is 404, not theirs is 403."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from matchmaking.disclosure.selectors import public_twins
from matchmaking.matching import policies
from matchmaking.needs.models import Need
from matchmaking.offers.models import Offer


def known_need(request: HttpRequest, pk: int) -> Need:
    """Return a request whose matches the person may see."""
    row = _need(request, pk)
    if not policies.sees_matches_of_need(request.user, row):
        raise PermissionDenied
    return row


def known_offer(request: HttpRequest, pk: int) -> Offer:
    """Return an offer whose matches the person may see."""
    row = _offer(request, pk)
    if not policies.sees_matches_of_offer(request.user, row):
        raise PermissionDenied
    return row


def known_pair(request: HttpRequest, need_pk: int, offer_pk: int) -> tuple[Need, Offer]:
    """Return a request and an offer of which the person may know why they match or not."""
    need_row, offer_row = _need(request, need_pk), _offer(request, offer_pk)
    if not policies.sees_pair(request.user, need_row, offer_row):
        raise PermissionDenied
    return need_row, offer_row


def _need(request: HttpRequest, pk: int) -> Need:
    needs = public_twins(Need.objects.visible_to(request.user)).select_related("country")
    return get_object_or_404(needs, pk=pk)


def _offer(request: HttpRequest, pk: int) -> Offer:
    offers = public_twins(Offer.objects.visible_to(request.user)).select_related("organisation")
    return get_object_or_404(offers, pk=pk)
