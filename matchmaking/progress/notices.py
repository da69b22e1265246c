"""Who is told of hand-overs and visits. Whoever may not know of the undertaking is left out."""

from collections.abc import Collection, Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.choices import Role
from accounts.models import User
from accounts.notifications.kinds import Kind, register
from accounts.notifications.services import notify
from matchmaking.monitoring.models import Undertaking
from matchmaking.monitoring.selectors import parties
from matchmaking.progress import policies
from matchmaking.progress.models import Statement, Visit

# Who acts for a party: others only read.
ACTING = (Role.FOCAL_POINT, Role.PROGRAMME_OFFICER, Role.FUND_ADMINISTRATOR)


def known_undertakings(user: User, ids: Collection[int]) -> list[int]:
    """Return those of these undertakings that `user` may know of now."""
    known = Undertaking.objects.visible_to(user).filter(pk__in=ids)
    return list(known.values_list("pk", flat=True))


register(
    Kind(
        name="progress_handed_over",
        title=_("The other side says what was handed over"),
        text=_("%(statement)s (%(title)s): confirm it, or say what you counted"),
        mail=_("The other side says what a project handed over: please confirm"),
        known=known_undertakings,
    )
)
register(
    Kind(
        name="progress_visit_filed",
        title=_("The note of a field visit was filed"),
        text=_("%(organisation)s has filed the note of a visit: %(visit)s (%(title)s)"),
        mail=_("The note of a field visit was filed"),
        known=known_undertakings,
    )
)


def tell_of_hand_over(statement: Statement, actor: User) -> None:
    """Tell those who speak for the other side, so that they say the same or what they counted."""
    undertaking = statement.hand_over.undertaking
    people = [
        one
        for one in people_of(undertaking)
        if policies.spoken_side(one, undertaking) not in (None, statement.side)
    ]
    url = reverse("progress:hand_overs", args=[undertaking.pk])
    said = {"statement": str(statement)}
    _tell("progress_handed_over", undertaking, people, actor, str(statement.pk), url, **said)


def tell_of_visit(visit: Visit, actor: User) -> None:
    """Tell all parties."""
    people = people_of(visit.undertaking)
    url = reverse("progress:visit", args=[visit.pk])
    said = {"organisation": str(visit.organisation), "visit": str(visit)}
    _tell("progress_visit_filed", visit.undertaking, people, actor, str(visit.pk), url, **said)


def people_of(undertaking: Undertaking) -> list[User]:
    """Return those who act for a party and may know of the undertaking."""
    rows = User.objects.filter(
        is_active=True,
        memberships__ended_at=None,
        memberships__role__in=ACTING,
        memberships__organisation__in=parties(undertaking).everybody,
    )
    return [
        one for one in rows.distinct().order_by("pk") if known_undertakings(one, [undertaking.pk])
    ]


def _tell(
    kind: str,
    undertaking: Undertaking,
    people: Iterable[User],
    actor: User,
    key: str,
    url: str,
    **said: Any,
) -> None:
    notify(
        kind,
        recipients=[one for one in people if one != actor],
        key=f"undertaking:{undertaking.pk}:{kind}:{key}",
        subject_id=undertaking.pk,
        url=url,
        params={"title": undertaking.title, **said},
        public={},
    )
