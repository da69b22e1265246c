"""What observations show on the page of an undertaking: how much is still in use, year by year."""

from django.http import HttpRequest
from django.template.loader import render_to_string

from matchmaking.monitoring.models import Undertaking
from matchmaking.observations.choices import SAID
from matchmaking.observations.models import Observation
from matchmaking.observations.selectors import share_in_use


def after_the_end(request: HttpRequest, undertaking: Undertaking) -> str:
    """Show what was observed one, two and three years after the end, or when it will be."""
    rows = Observation.objects.filter(undertaking=undertaking).prefetch_related("items")
    found = [
        (row, share_in_use(row) if row.status in SAID else None) for row in rows.order_by("months")
    ]
    if not found:
        return ""
    return render_to_string("observations/_panel.html", {"observations": found}, request)
