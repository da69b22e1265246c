"""Who is told of observations. Whoever may not know of the undertaking is left out."""

import datetime
from collections.abc import Collection, Iterable

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.notifications.kinds import Kind, register
from accounts.notifications.services import notify
from matchmaking.observations import policies
from matchmaking.observations.models import Observation


def known_observations(user: User, ids: Collection[int]) -> list[int]:
    """Return those of these observations that `user` may know of now."""
    known = Observation.objects.visible_to(user).filter(pk__in=ids)
    return list(known.values_list("pk", flat=True))


register(
    Kind(
        name="observation_due",
        title=_("What is left of a project or agreement is asked"),
        text=_("%(observation)s: say whether it is still in use, by %(day)s"),
        mail=_("Please say whether what was delivered is still in use"),
        known=known_observations,
    )
)
register(
    Kind(
        name="observation_to_verify",
        title=_("An observation waits for the evaluator"),
        text=_("%(observation)s: the answers are yours to verify"),
        mail=_("An observation waits for you to verify it"),
        known=known_observations,
    )
)
register(
    Kind(
        name="observation_returned",
        title=_("An observation was sent back"),
        text=_("%(observation)s was sent back: %(reason)s"),
        mail=_("An observation was sent back"),
        known=known_observations,
    )
)


def remind(row: Observation, today: datetime.date) -> None:
    """Remind those who answer for the recipient; once a day at most."""
    _tell("observation_due", row, _answering(row), None, today.isoformat())


def tell_of_answers(row: Observation, actor: User) -> None:
    """Tell the evaluator, where one is named."""
    if row.evaluator is not None:
        _tell("observation_to_verify", row, [row.evaluator], actor, str(row.version))


def tell_evaluator(row: Observation, actor: User) -> None:
    """Tell the evaluator who was named, where there is something to verify."""
    if row.entered_at is not None:
        tell_of_answers(row, actor)


def tell_of_return(row: Observation, actor: User) -> None:
    """Tell those who answer for the recipient."""
    _tell("observation_returned", row, _answering(row), actor, str(row.version))


def _answering(row: Observation) -> list[User]:
    rows = row.asked.memberships.filter(
        ended_at=None, role__in=policies.ANSWERING, user__is_active=True
    )
    return [one.user for one in rows.select_related("user").order_by("pk")]


def _tell(
    kind: str, row: Observation, people: Iterable[User], actor: User | None, key: str
) -> None:
    notify(
        kind,
        recipients=[one for one in people if one != actor and known_observations(one, [row.pk])],
        key=f"observation:{row.pk}:{kind}:{key}",
        subject_id=row.pk,
        url=reverse("observations:detail", args=[row.pk]),
        params={
            "observation": str(row),
            "day": row.due_on.isoformat(),
            "reason": row.reason,
        },
        public={},
    )
