"""Where committees show applications: what a recused member, chair or administrator reads there."""

from django.urls import reverse, reverse_lazy

from accounts.models import User
from accounts.notifications.inbox import all_sources
from matchmaking.decisions import selectors, services
from matchmaking.decisions.choices import DecisionKind
from matchmaking.decisions.models import Choice
from matchmaking.funds.models import Call
from tests.applications.making import declared, fresh, person
from tests.applications.recusal import address, probe, stage
from tests.decisions import making

OWN = {"vote_on_ballot", "answer_evidence", "hear_appeal", "meet_condition"}

probe("decisions", url=reverse_lazy("decisions:list"))
probe("decisions as a file", url=reverse_lazy("decisions:list_export", args=["csv"]))
probe("conditions", url=reverse_lazy("decisions:conditions"))
probe("conditions as a file", url=reverse_lazy("decisions:conditions_export", args=["csv"]))
probe("rankings", text=lambda user: str([_ranked(user, call) for call in Call.objects.all()]))
probe("scenarios", text=lambda user: str(list(Choice.objects.visible_to(user))))
probe("tasks of the committee", text=lambda user: str(_tasks(user)))


def _ranked(user: User, call: Call) -> list[str]:
    rows = selectors.ranking_of(user, call).rows
    waiting = selectors.undeclared(user, call)
    return [*(str(row.application) for row in rows), *map(str, waiting)]


def _tasks(user: User) -> list[str]:
    sources = [source for source in all_sources() if source.name in OWN]
    found = (source.rows(user) for source in sources)
    return [str(row) for rows in found if rows is not None for row in rows]


@stage
def _sat_scored_and_voted(application, name):
    """Score it, play with it, and open a ballot with a vote before the conflict is known."""
    application = fresh(application)
    if application.status not in ("eligible", "reviewed"):
        return
    making.seat_committee(application.call)
    declared(application, name)
    common = {"application_id": application.pk, "words": "Sound.", "version": 0}
    services.score_together(**common, value=80, actor=person(name))
    fields = {"name": "All", "budget_minor": 10**9}
    services.create_choice(call_id=application.call_id, actor=person(name), fields=fields)
    if services.is_ready(application) and name == "rania":
        declared(application, "tomas")
        on = making.ballot(application, DecisionKind.CONDITIONS)
        making.cast_votes(on, rania="yes")


@address
def _pages(application):
    yield reverse("decisions:score", args=[application.pk])
    yield reverse("decisions:ballot_open", args=[application.pk])
    for ballot in application.ballots.all():
        yield reverse("decisions:ballot", args=[ballot.pk])
    for choice in Choice.objects.filter(lines__application=application):
        yield reverse("decisions:choice", args=[choice.pk])
        yield reverse("decisions:choice_export", args=[choice.pk, "csv"])
