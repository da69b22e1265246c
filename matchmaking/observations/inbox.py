"""What of observations waits for whom. The recused find none of it here either."""

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.choices import Role
from accounts.models import User
from accounts.notifications.inbox import Source, Task
from accounts.policies import is_broker
from accounts.selectors import organisation_ids
from matchmaking.observations.choices import AWAITED, ObservationStatus
from matchmaking.observations.models import Observation
from matchmaking.observations.policies import ANSWERING
from matchmaking.observations.services import AHEAD

FUND = "undertaking__project__application__call__fund__organisation__in"


def to_enter(user: User) -> QuerySet[Observation] | None:
    """Return the observations that the organisation of `user` is to answer now."""
    own = organisation_ids(user, ANSWERING)
    if not own:
        return None
    rows = Observation.objects.visible_to(user).awaited().filter(asked__in=own)
    return rows.asked_by(timezone.localdate() + AHEAD).select_related("undertaking")


def to_assign(user: User) -> QuerySet[Observation] | None:
    """Return the answered observations that nobody is named to verify."""
    run = organisation_ids(user, [Role.FUND_ADMINISTRATOR])
    if not run and not is_broker(user):
        return None
    mine = Q(**{FUND: run})
    if is_broker(user):
        mine |= Q(undertaking__project=None)
    rows = Observation.objects.visible_to(user).filter(mine, evaluator=None)
    return rows.filter(status=ObservationStatus.ENTERED).select_related("undertaking")


def to_verify(user: User) -> QuerySet[Observation] | None:
    """Return the answered observations that `user` is named to verify."""
    if not organisation_ids(user, [Role.EVALUATOR]):
        return None
    rows = Observation.objects.visible_to(user).filter(evaluator=user)
    return rows.filter(status=ObservationStatus.ENTERED).select_related("undertaking")


def _task(row: Observation) -> Task:
    return Task(
        pk=row.pk,
        text=str(row),
        url=reverse("observations:detail", args=[row.pk]),
        organisation_id=row.asked_id if row.status in AWAITED else None,
        due_on=row.due_on if row.status in AWAITED else None,
        since=row.entered_at,
        badge=(row.status, row.get_status_display()),
    )


SOURCES = (
    Source("observation_enter", _("Say what is still in use"), to_enter, _task),
    Source("observation_assign", _("Name who verifies an observation"), to_assign, _task),
    Source("observation_verify", _("Verify an observation"), to_verify, _task),
)
