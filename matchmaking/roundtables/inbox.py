"""What of round tables waits for whom."""

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.choices import OrganisationKind
from accounts.models import User
from accounts.notifications.inbox import Source, Task
from accounts.selectors import memberships_of, organisation_ids
from matchmaking.roundtables import policies
from matchmaking.roundtables.choices import ParticipantAnswer, RoundTableStatus
from matchmaking.roundtables.models import Outcome, Participant, RoundTable


def _invitations(user: User) -> QuerySet[Participant] | None:
    if not memberships_of(user):
        return None
    acting = organisation_ids(user, policies.ACTING_ROLES)
    waiting = Participant.objects.of(user).filter(
        Q(organisation__in=acting) | Q(person=user),
        answer=ParticipantAnswer.WAITING,
        round_table__status=RoundTableStatus.INVITED,
    )
    return waiting.select_related("round_table", "organisation", "person")


def _invitation(participant: Participant) -> Task:
    table = participant.round_table
    return Task(
        pk=participant.pk,
        text=str(table),
        url=reverse("roundtables:answer", args=[participant.pk]),
        organisation_id=participant.organisation_id,
        due_on=table.answer_by or table.begins.date(),
        since=participant.invited_at,
    )


def _follow_ups(user: User) -> QuerySet[Outcome]:
    promised = Outcome.objects.to_follow_up().filter(person=user)
    return promised.select_related("slot__round_table", "slot__need")


def _follow_up(outcome: Outcome) -> Task:
    return Task(
        pk=outcome.pk,
        text=str(outcome.slot),
        url=reverse("roundtables:follow_up", args=[outcome.pk]),
        due_on=outcome.due_on,
        since=outcome.entered_at,
        note=str(outcome.slot.round_table),
    )


def _to_record(user: User) -> QuerySet[RoundTable] | None:
    if not policies.prepares_round_tables(user):
        return None
    is_over = Q(status=RoundTableStatus.INVITED, starts_at__lt=timezone.now())
    return RoundTable.objects.filter(is_over | Q(status=RoundTableStatus.HELD))


def _record(table: RoundTable) -> Task:
    return Task(
        pk=table.pk,
        text=str(table),
        url=reverse("roundtables:detail", args=[table.pk]),
        since=table.starts_at,
    )


SOURCES = (
    Source("answer_round_table", _("Answer an invitation"), _invitations, _invitation),
    Source("round_table_follow_up", _("Follow up a round table"), _follow_ups, _follow_up),
    Source(
        "round_table_outcomes",
        _("Enter what came of a round table"),
        _to_record,
        _record,
        OrganisationKind.SECRETARIAT,
    ),
)
