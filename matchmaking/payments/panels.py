"""What projects show on the page of an application."""

from django.http import HttpRequest
from django.template.loader import render_to_string

from matchmaking.applications.models import Application
from matchmaking.payments import facts
from matchmaking.payments.models import Project


def of_application(request: HttpRequest, application: Application) -> str:
    """Show the project that an application became, with its figures in the books."""
    found = Project.objects.visible_to(request.user).filter(application=application).first()
    if found is None:
        return ""
    context = {"project": found, "money": facts.money_of([found])[found.pk]}
    return render_to_string("payments/_panel.html", context, request)
