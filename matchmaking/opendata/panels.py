"""Open data on the page of a project or agreement that is monitored."""

from django.http import HttpRequest
from django.template.loader import render_to_string

from matchmaking.monitoring.models import Undertaking
from matchmaking.opendata import policies, selectors


def of_undertaking(request: HttpRequest, undertaking: Undertaking) -> str:
    """Say to those whose it is whether it is published, and lead to its identifier."""
    if not policies.names_activity(request.user, undertaking):
        return ""
    is_published = selectors.is_published(undertaking)
    context = {"undertaking": undertaking, "is_published": is_published}
    return render_to_string("opendata/_panel.html", context, request)
