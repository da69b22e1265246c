"""Where projects and their money are shown: what a recused person of the fund reads there."""

from django.urls import reverse, reverse_lazy

from accounts.notifications.inbox import all_sources
from matchmaking.payments import notices, selectors
from matchmaking.payments.models import Project
from tests.applications.making import person
from tests.applications.recusal import address, probe, stage
from tests.payments import making

OWN = {
    "sign_funding",
    "prepare_payment",
    "approve_payment",
    "pay_payment",
    "answer_report",
    "accept_expenditure",
}

for name in ("projects", "payments", "reports"):
    probe(name, url=reverse_lazy(f"payments:{name}"))
    probe(f"{name} as a file", url=reverse_lazy(f"payments:{name}_export", args=["csv"]))
probe("payments due", text=lambda user: str(list(selectors.payments_due(user))))
probe("reports due", text=lambda user: str(list(selectors.reports_due(user))))
probe("tasks about money", text=lambda user: str(_tasks(user)))


def _tasks(user):
    sources = [source for source in all_sources() if source.name in OWN]
    found = (source.rows(user) for source in sources)
    return [str(row) for rows in found if rows is not None for row in rows]


@stage
def prepare_a_payment(application, name):
    """Let it be a project with a report handed in and a payment under way, as rows."""
    if Project.objects.filter(application=application).exists():
        return
    project = making.running_rows(application, prepared_by=person("petra"))
    notices.tell_of_project(project)


@address
def _pages(application):
    project = Project.objects.filter(application=application).first()
    if project is None:
        return
    yield reverse("payments:project", args=[project.pk])
    yield reverse("payments:plan", args=[project.pk])
    yield reverse("payments:prepare", args=[project.tranches.get(number=2).pk])
    yield reverse("payments:payment", args=[project.payments.get().pk])
    yield reverse("payments:report", args=[project.reports.get().pk])
    yield reverse("payments:agreement", args=[project.pk, "page"])
