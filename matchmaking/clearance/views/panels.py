"""What the checks show elsewhere: the way from a pair to its checklist."""

from django.http import HttpRequest
from django.template.loader import render_to_string

from matchmaking.clearance import policies
from matchmaking.needs.models import Need
from matchmaking.offers.models import Offer


def step_of_pair(request: HttpRequest, need: Need, offer: Offer) -> str:
    """Lead those who may see the checks of a pair to them."""
    if not policies.sees_checklist(request.user, need, offer):
        return ""
    context = {"need": need, "offer": offer}
    return render_to_string("clearance/_step.html", context, request)
