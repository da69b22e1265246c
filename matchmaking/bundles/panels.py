"""What bundles show on the broker's page of a request."""

from django.http import HttpRequest
from django.template.loader import render_to_string

from matchmaking.bundles import policies, selectors
from matchmaking.needs.models import Need

MOST = 5


def on_the_desk(request: HttpRequest, need: Need) -> str:
    """Show the saved bundles of a request, and the way to new ones."""
    rows = list(selectors.bundles_of_need(request.user, need)[:MOST])
    may_build = policies.builds_bundles(request.user)
    if not rows and not may_build:
        return ""
    context = {"need": need, "bundles": rows, "may_build": may_build}
    return render_to_string("bundles/_panel.html", context, request=request)
