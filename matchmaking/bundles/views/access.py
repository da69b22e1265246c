"""Fetching a request or a bundle for a broker: unknown is 404, not theirs is 403."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from accounts.http import SignedInRequest
from matchmaking.bundles import policies, selectors
from matchmaking.bundles.models import Bundle
from matchmaking.disclosure.selectors import twins_for
from matchmaking.needs.models import Need


def brokers_only(request: SignedInRequest) -> None:
    """Refuse whoever does not put bundles together."""
    if not policies.builds_bundles(request.user):
        raise PermissionDenied


def known_need(request: SignedInRequest, pk: int) -> Need:
    """Return a request that bundles are put together for."""
    rows = twins_for(request.user, Need.objects.visible_to(request.user))
    row = get_object_or_404(rows.select_related("country"), pk=pk)
    brokers_only(request)
    return row


def known_bundle(request: SignedInRequest, pk: int) -> Bundle:
    """Return a saved bundle."""
    row = get_object_or_404(selectors.bundles_for(request.user), pk=pk)
    brokers_only(request)
    return row
