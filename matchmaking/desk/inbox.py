"""The cases that were put off until today, as tasks of the broker who looks after them."""

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy

from accounts.choices import OrganisationKind
from accounts.models import User
from accounts.notifications.inbox import Source, Task
from matchmaking.desk import policies
from matchmaking.desk.models import Case


def cases_come_back(user: User) -> QuerySet[Case] | None:
    """Return the cases of a broker whose day has come, the longest overdue first."""
    if not policies.works_at_desk(user):
        return None
    rows = Case.objects.in_queue().filter(assignee=user, postponed_until__lte=timezone.localdate())
    return rows.select_related("need", "offer").order_by("postponed_until", "pk")


def _task(case: Case) -> Task:
    return Task(
        pk=case.pk,
        text=str(case),
        url=reverse(f"desk:{case.kind}", args=[case.record.pk]),
        organisation_id=None,
        due_on=case.postponed_until,
        note=case.postponed_because,
    )


COME_BACK = Source(
    name="case_come_back",
    label=gettext_lazy("A case that was postponed until today"),
    rows=cases_come_back,
    task=_task,
    desk=OrganisationKind.SECRETARIAT,
)
