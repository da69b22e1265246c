"""What projects show on the page of an application."""

from collections.abc import Callable

from django.http import HttpRequest
from django.template.loader import render_to_string

from matchmaking.applications.models import Application
from matchmaking.payments import facts
from matchmaking.payments.models import Project

# What slices further down show beside a project: safe HTML, empty where there is nothing to say.
Panel = Callable[[HttpRequest, Project], str]
_PANELS: list[Panel] = []


def register(panel: Panel) -> None:
    """Show a panel beside a project."""
    _PANELS.append(panel)


def shown(request: HttpRequest, project: Project) -> list[str]:
    """Return what the panels say to this person."""
    return [html for panel in _PANELS if (html := panel(request, project))]


def of_application(request: HttpRequest, application: Application) -> str:
    """Show the project that an application became, with its figures in the books."""
    found = Project.objects.visible_to(request.user).filter(application=application).first()
    if found is None:
        return ""
    context = {"project": found, "money": facts.money_of([found])[found.pk]}
    return render_to_string("payments/_panel.html", context, request)
