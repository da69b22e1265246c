"""What of the committee's work stands on the page of an application."""

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string

from matchmaking.applications.models import Application
from matchmaking.applications.policies import must_declare
from matchmaking.decisions import policies, services
from matchmaking.decisions.models import Ballot, Condition, Decision
from matchmaking.decisions.services.committee import SCORED
from matchmaking.funds.models import Call


def of_application(request: HttpRequest, application: Application) -> str:
    """Show what was decided; to those who follow the committee its ballots and what comes next."""
    user: Any = request.user
    if must_declare(user, application):
        return ""
    follows = policies.follows(user, application.call)
    decisions = list(Decision.objects.visible_to(user).filter(application=application))
    if not (follows or decisions):
        return ""
    runs = follows and policies.runs_ballots(user, application)
    ballots = Ballot.objects.visible_to(user).filter(application=application)
    open_ballot = any(ballot.status == "open" for ballot in ballots)
    context = {
        "application": application,
        "decisions": sorted(decisions, key=lambda row: row.pk),
        "conditions": Condition.objects.filter(decision__in=decisions).order_by(
            "decision", "number"
        ),
        "ballots": list(ballots.order_by("pk")),
        "follows": follows,
        "may_open": runs and services.is_ready(application) and not open_ballot,
        "may_score": follows
        and application.status in SCORED
        and policies.scores(user, application),
    }
    return render_to_string("decisions/_panel.html", context, request=request)


def of_call(request: HttpRequest, call: Call) -> str:
    """Lead those who follow the committee to its ranking, scenarios and members."""
    user: Any = request.user
    if not user.is_authenticated or not policies.follows(user, call):
        return ""
    return render_to_string("decisions/_of_call.html", {"call": call}, request=request)
