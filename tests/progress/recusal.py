"""Where the progress of projects is shown: what a recused person of the fund reads there."""

from django.urls import reverse, reverse_lazy

from accounts.notifications.inbox import all_sources
from matchmaking.monitoring import services as monitoring
from matchmaking.monitoring.models import Undertaking
from matchmaking.payments.models import Project
from matchmaking.progress import services
from matchmaking.progress.choices import Side
from matchmaking.progress.models import ActivityState, HandOver, MilestoneState, Visit
from tests.applications.making import person
from tests.applications.recusal import address, probe, stage
from tests.progress import making

OWN = {"progress_milestone", "progress_hand_over"}

probe("traffic lights", url=reverse_lazy("progress:lights"))
probe("traffic lights as a file", url=reverse_lazy("progress:lights_export", args=["csv"]))
probe("visits", text=lambda user: str(list(Visit.objects.visible_to(user))))
probe("hand-overs", text=lambda user: str(list(HandOver.objects.visible_to(user))))
probe("activities", text=lambda user: str(list(ActivityState.objects.visible_to(user))))
probe("milestones", text=lambda user: str(list(MilestoneState.objects.visible_to(user))))
probe("tasks of progress", text=lambda user: str(_tasks(user)))


def _tasks(user):
    sources = [source for source in all_sources() if source.name in OWN]
    found = (source.rows(user) for source in sources)
    return [str(row) for rows in found if rows is not None for row in rows]


@stage
def _is_under_way(application, name):
    """Let its project be monitored, visited, and handed over in part."""
    project = Project.objects.filter(application=application).first()
    if project is None:
        return
    undertaking = monitoring.open_project(project_id=project.pk)
    if undertaking is None or undertaking.visits.exists():
        return
    services.carry_over(undertaking_id=undertaking.pk)
    visitor = person("petra")
    making.filed(Undertaking.objects.with_parties().get(pk=undertaking.pk), visitor)
    arrived = HandOver.objects.create(
        undertaking=undertaking, words="Racks", quantity=2, unit="item", entered_by=visitor
    )
    arrived.statements.create(side=Side.GIVER, quantity=1, on=making.TODAY, stated_by=visitor)


@address
def _pages(application):
    undertaking = Undertaking.objects.filter(project__application=application).first()
    if undertaking is None:
        return
    for name in ("plan", "register", "register/new", "visits", "visits/new", "hand-overs"):
        yield f"{reverse('progress:lights')}{undertaking.pk}/{name}/"
    for visit in undertaking.visits.all():
        yield reverse("progress:visit", args=[visit.pk])
    for row in undertaking.hand_overs.all():
        yield reverse("progress:state_hand_over", args=[row.pk])
