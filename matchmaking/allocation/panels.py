"""What allocation shows on the broker's page of a request or an offer."""

from django.http import HttpRequest
from django.template.loader import render_to_string

from matchmaking.allocation import selectors
from matchmaking.allocation.policies import shares_out
from matchmaking.needs.models import Need
from matchmaking.offers.models import Offer


def beside_the_need(request: HttpRequest, record: Need) -> str:
    """Show which scenarios propose something for a request."""
    return _panel(request, need=record)


def beside_the_offer(request: HttpRequest, record: Offer) -> str:
    """Show which scenarios propose something from an offer."""
    return _panel(request, offer=record)


def _panel(request: HttpRequest, **record: Need | Offer) -> str:
    shares = selectors.newest_shares(**record) if shares_out(request.user) else []
    context = {"shares": shares, "side": next(iter(record))}
    return render_to_string("allocation/panel.html", context, request) if shares else ""
