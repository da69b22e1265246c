"""Where evaluations of a project are shown: what a recused person of the fund reads there."""

from django.urls import reverse, reverse_lazy

from accounts.notifications.inbox import all_sources
from matchmaking.evaluation import selectors
from matchmaking.evaluation.inbox import SOURCES
from matchmaking.evaluation.models import Assignment, Evaluation
from matchmaking.monitoring.models import Undertaking
from matchmaking.payments.models import Project
from tests.applications.making import person
from tests.applications.recusal import address, probe, stage
from tests.evaluation import making
from tests.monitoring import making as monitoring
from tests.payments import making as payments

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
    """Let the project be under evaluation, as rows where nothing else depends on it."""
    if Evaluation.objects.filter(undertaking__project__application=application).exists():
        return
    project = Project.objects.filter(application=application).first()
    project = project or payments.running_rows(application, prepared_by=person("petra"))
    place = Undertaking.objects.filter(project=project).first() or monitoring.of_project(project)
    evaluation = making.planned(monitoring.fresh(place), actor="petra")
    making.accepted(evaluation, actor="petra")


@address
def _pages(application):
    rows = Evaluation.objects.filter(undertaking__project__application=application)
    for evaluation in rows:
        for name in ("detail", "change_plan", "ask_evaluator"):
            yield reverse(f"evaluation:{name}", args=[evaluation.pk])
        yield reverse("evaluation:paper", args=[evaluation.pk, "page"])
        for name in ("of_undertaking", "plan"):
            yield reverse(f"evaluation:{name}", args=[evaluation.undertaking_id])
