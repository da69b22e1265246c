"""What somebody was told to see to because it takes too long, as tasks."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.choices import OrganisationKind
from accounts.models import User
from accounts.notifications.inbox import Source, Task
from accounts.selectors import organisation_ids
from matchmaking.clocks import selectors
from matchmaking.clocks.choices import State
from matchmaking.clocks.models import Clock


def escalated(user: User) -> QuerySet[Clock] | None:
    """Return the overdue clocks that `user` was told of."""
    return selectors.told_to(user) if organisation_ids(user) else None


def _task(clock: Clock) -> Task:
    return Task(
        pk=clock.pk,
        text=clock.about,
        url=clock.url,
        due_on=clock.due_on,
        since=clock.since,
        note=clock.get_stage_display(),
        badge=(State.OVERDUE.value, State.OVERDUE.label),
    )


OVERDUE = Source(
    "overdue_clock",
    _("See to what takes too long"),
    escalated,
    _task,
    OrganisationKind.SECRETARIAT,
)
