"""What the fund desk shows on the page of an application."""

from django.http import HttpRequest
from django.template.loader import render_to_string

from matchmaking.applications.models import Application
from matchmaking.applications.policies import audits


def way_to_the_trail(request: HttpRequest, application: Application) -> str:
    """Lead those who run or audit the fund to everything that was done with it."""
    if not audits(request.user, application):
        return ""
    return render_to_string("administration/_trail.html", {"application": application}, request)
