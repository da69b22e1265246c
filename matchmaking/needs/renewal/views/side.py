"""What stands beside a request: its line through the reports of its State."""

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string

from accounts.selectors import Person
from matchmaking.needs.models import Need
from matchmaking.needs.policies import sees_inside
from matchmaking.needs.renewal import selectors


def line_of_need(request: HttpRequest, kind: Any, record: Any) -> str:
    """Show which reports asked for this, to those who may read the reports."""
    user: Person = request.user
    if not isinstance(record, Need) or not sees_inside(user, record):
        return ""
    links = selectors.line_of(record)
    if len(links) < 2:
        return ""  # one report is named as the source already
    return render_to_string("needs/renewal/_line.html", {"links": links, "need": record}, request)
