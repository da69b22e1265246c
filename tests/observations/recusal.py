"""Where observations of projects are shown: what a recused person of the fund reads there."""

from django.urls import reverse, reverse_lazy

from accounts.notifications.inbox import all_sources
from matchmaking.monitoring.models import Undertaking
from matchmaking.observations.models import Observation
from tests.applications.recusal import address, probe, stage
from tests.observations import making

OWN = {"observation_enter", "observation_assign", "observation_verify"}

probe("observations", url=reverse_lazy("observations:list"))
probe("observations as a file", url=reverse_lazy("observations:export", args=["csv"]))
probe("tasks of observations", text=lambda user: str(_tasks(user)))


def _tasks(user):
    sources = [source for source in all_sources() if source.name in OWN]
    found = (source.rows(user) for source in sources)
    return [str(row) for rows in found if rows is not None for row in rows]


@stage
def _is_observed(application, name):
    """Let an observation of its project be answered, so that somebody is to be named."""
    undertaking = Undertaking.objects.filter(project__application=application).first()
    if undertaking is None or undertaking.observations.exists():
        return
    undertaking.observations.create(
        months=12,
        due_on=making.TODAY,
        asked=application.proposal.applicant,
        status="entered",
        entered_at=application.submitted_at,
    )


@address
def _pages(application):
    for row in Observation.objects.filter(undertaking__project__application=application):
        yield reverse("observations:detail", args=[row.pk])
        yield reverse("observations:assign", args=[row.pk])
