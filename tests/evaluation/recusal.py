"""Where evaluations of a project are shown: what a recused person of the fund reads there."""

from django.urls import reverse, reverse_lazy

from accounts.notifications.inbox import all_sources
from matchmaking.evaluation import selectors
from matchmaking.evaluation.inbox import SOURCES
from matchmaking.evaluation.models import Assignment, Evaluation
from matchmaking.monitoring.models import Undertaking
from tests.applications.recusal import address, probe, stage
from tests.evaluation import making
from tests.monitoring import recusal as monitoring

OWN = {source.name for source in SOURCES}

probe("evaluations", url=reverse_lazy("evaluation:list"))
probe("evaluations as a file", url=reverse_lazy("evaluation:export", args=["csv"]))
probe("evaluations and evaluators", text=lambda user: str(_rows(user)))
probe("tasks of evaluations", text=lambda user: str(_tasks(user)))


def _rows(user):
    pooled = [(row.scale, row.evaluations) for row in selectors.overview(user)]
    known = [str(row) for row in Evaluation.objects.visible_to(user)]
    return known, Assignment.objects.of(user).count(), pooled


def _tasks(user):
    found = (source.rows(user) for source in all_sources() if source.name in OWN)
    return [str(row) for rows in found if rows is not None for row in rows]


@stage
def _evaluated(application, name):
    """Let what is monitored of the project be under evaluation."""
    if Evaluation.objects.filter(undertaking__project__application=application).exists():
        return
    monitoring.hand_in_a_value(application, name)
    place = Undertaking.objects.with_parties().get(project__application=application)
    making.accepted(making.planned(place, actor="petra"), actor="petra")


@address
def _pages(application):
    rows = Evaluation.objects.filter(undertaking__project__application=application)
    for evaluation in rows:
        for name in ("detail", "change_plan", "ask_evaluator"):
            yield reverse(f"evaluation:{name}", args=[evaluation.pk])
        yield reverse("evaluation:paper", args=[evaluation.pk, "page"])
        for name in ("of_undertaking", "plan"):
            yield reverse(f"evaluation:{name}", args=[evaluation.undertaking_id])
