"""The confirmations that wait for a focal point, as tasks with a last day."""

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.choices import Role
from accounts.models import User
from accounts.notifications.inbox import Source, Task
from accounts.selectors import organisation_ids
from matchmaking.needs.renewal.models import Renewal


def renewals_to_confirm(user: User) -> QuerySet[Renewal] | None:
    """Return what the State of a focal point has yet to confirm, the first due first."""
    states = organisation_ids(user, [Role.FOCAL_POINT])
    if not states:
        return None
    rows = Renewal.objects.waiting().filter(need__organisation__in=states)
    return rows.select_related("need", "report__country").order_by("due_on", "pk")


def _task(renewal: Renewal) -> Task:
    return Task(
        pk=renewal.pk,
        text=str(renewal.need),
        url=reverse("needs:renewal", args=[renewal.pk]),
        organisation_id=renewal.need.organisation_id,
        due_on=renewal.due_on,
        since=renewal.created_at,
        note=_("after the report %(report)s") % {"report": renewal.report},
        badge=(renewal.suggested, renewal.get_suggested_display()),
    )


CONFIRM = Source(
    name="confirm_renewal",
    label=gettext_lazy("Confirm a request after a new report"),
    rows=renewals_to_confirm,
    task=_task,
)
