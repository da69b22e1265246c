"""What reviews show on the page of an application, and what others show on the page of reviews."""

from collections import defaultdict
from collections.abc import Callable

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from matchmaking.applications.models import Application
from matchmaking.funds.models import Call
from matchmaking.reviews import policies, selectors
from matchmaking.reviews.choices import COUNTING
from matchmaking.reviews.models import Assignment

PLACES = ("detail", "side")
Panel = Callable[[HttpRequest, Application], str]

_panels: dict[str, list[Panel]] = defaultdict(list)


def register(place: str, panel: Panel) -> None:
    """Show `panel` at a place of the page of an application's reviews."""
    if place not in PLACES:
        raise LookupError(place)
    if panel not in _panels[place]:
        _panels[place].append(panel)


def shown(place: str, request: HttpRequest, application: Application) -> list[SafeString]:
    """Return what the slices below have to say at a place."""
    found = (panel(request, application) for panel in _panels[place])
    return [mark_safe(html) for html in found if html]  # noqa: S308 (each is a rendered template)


def of_application(request: HttpRequest, application: Application) -> str:
    """Show, on the page of an application, one's own review or how far the reviews are."""
    user = request.user
    mine = Assignment.objects.of(user).filter(application=application.pk)
    own = mine.order_by("-pk").first()
    follows = policies.follows_reviews(user, application.call.fund)
    if own is None and not follows:
        return ""
    found = selectors.summaries(user, [application.pk])
    known = Assignment.objects.visible_to(user).filter(application=application.pk).current()
    context = {
        "application": application,
        "own": own,
        "summary": found.get(application.pk),
        "follows": follows,
        "may_run": policies.runs_reviews(user, application),
        "asked": known.filter(status__in=COUNTING).count() if follows else 0,
    }
    return render_to_string("reviews/_of_application.html", context, request)


def of_call(request: HttpRequest, call: Call) -> str:
    """Lead, from the page of a call, to the progress of its reviews."""
    if not policies.follows_reviews(request.user, call.fund):
        return ""
    return render_to_string("reviews/_of_call.html", {"call": call}, request)
