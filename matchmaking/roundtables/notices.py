"""What round tables tell people. An e-mail says no more than that there is something to read."""

from collections.abc import Collection, Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, User
from accounts.notifications.kinds import Kind, register
from accounts.notifications.services import notify
from matchmaking.roundtables import policies
from matchmaking.roundtables.models import Outcome, Participant, RoundTable


def _tables_known(user: User, ids: Collection[int]) -> list[int]:
    known = RoundTable.objects.visible_to(user).filter(pk__in=ids)
    return list(known.values_list("pk", flat=True))


def _outcomes_known(user: User, ids: Collection[int]) -> list[int]:
    known = Outcome.objects.visible_to(user).filter(pk__in=ids)
    return list(known.values_list("pk", flat=True))


register(
    Kind(
        name="round_table_invited",
        title=_("We are invited to a round table"),
        text=_("You are invited to the round table “%(title)s”"),
        mail=_("You are invited to a round table"),
        known=_tables_known,
    )
)
register(
    Kind(
        name="round_table_changed",
        title=_("A round table we are invited to has changed"),
        text=_("Time or place of the round table “%(title)s” has changed: please answer again"),
        mail=_("Time or place of a round table has changed"),
        known=_tables_known,
    )
)
register(
    Kind(
        name="round_table_cancelled",
        title=_("A round table we are invited to is cancelled"),
        text=_("The round table “%(title)s” is cancelled: %(reason)s"),
        mail=_("A round table you are invited to is cancelled"),
        known=_tables_known,
    )
)
register(
    Kind(
        name="round_table_dropped",
        title=_("We are no longer among those invited to a round table"),
        text=_("You are no longer among those invited to the round table “%(title)s”"),
        mail=_("An invitation to a round table has been taken back"),
    )
)
register(
    Kind(
        name="round_table_answered",
        title=_("Somebody answers an invitation to a round table"),
        text=_("%(participant)s has answered the invitation to “%(title)s”"),
        mail=_("An invitation to a round table has been answered"),
        known=_tables_known,
    )
)
register(
    Kind(
        name="follow_up_given",
        title=_("A follow-up of a round table is mine"),
        text=_("After the round table “%(title)s”, you follow up: %(need)s"),
        mail=_("A follow-up of a round table waits for you"),
        known=_outcomes_known,
    )
)


def people_of(participant: Participant) -> list[User]:
    """Return whom an invitation reaches: the person, or those who act for the organisation."""
    if participant.person is not None:
        return [participant.person]
    acting = Membership.objects.filter(
        organisation=participant.organisation_id, ended_at=None, role__in=policies.ACTING_ROLES
    )
    return list(User.objects.filter(pk__in=acting.values("user"), is_active=True))


def tell_participants(
    name: str,
    round_table: RoundTable,
    participants: Iterable[Participant],
    *,
    event: object,
    **params: Any,
) -> None:
    """Tell those who are invited; `event` makes the news a new one."""
    people = {user.pk: user for one in participants for user in people_of(one)}
    notify(
        name,
        recipients=people.values(),
        key=f"{name}:{round_table.pk}:{event}",
        subject_id=round_table.pk,
        url=reverse("roundtables:detail", args=[round_table.pk]),
        params={"title": round_table.title, **params},
    )


def tell_answer(participant: Participant, actor: User) -> None:
    """Tell who prepares the round table that somebody has answered."""
    table = participant.round_table
    notify(
        "round_table_answered",
        recipients=[] if table.created_by == actor else [table.created_by],
        key=f"round_table_answered:{participant.pk}:{participant.answered_at}",
        subject_id=table.pk,
        url=reverse("roundtables:detail", args=[table.pk]),
        params={"title": table.title, "participant": str(participant)},
    )


def tell_follow_up(outcome: Outcome, actor: User) -> None:
    """Tell who promised something that it is written down."""
    if outcome.person is None or outcome.person == actor:
        return
    table = outcome.slot.round_table
    notify(
        "follow_up_given",
        recipients=[outcome.person],
        key=f"follow_up_given:{outcome.pk}",
        subject_id=outcome.pk,
        url=reverse("roundtables:follow_up", args=[outcome.pk]),
        params={"title": table.title, "need": str(outcome.slot)},
    )
