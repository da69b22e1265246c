"""Who is invited to a round table, and what they answer."""

from collections.abc import Collection
from typing import NamedTuple

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Membership, User
from matchmaking import audit
from matchmaking.errors import DomainError, NotInThisState
from matchmaking.roundtables import notices, policies
from matchmaking.roundtables.choices import ParticipantAnswer, RoundTableStatus
from matchmaking.roundtables.models import Participant, RoundTable
from matchmaking.roundtables.services.locking import in_preparation


class Seat(NamedTuple):
    """An organisation, or one person who speaks for it."""

    organisation_id: int
    person_id: int | None = None


@transaction.atomic
def add_participants(
    *, round_table_id: int, seats: Collection[Seat], actor: User
) -> list[Participant]:
    """Choose who is invited; once the invitations are out, they get theirs at once."""
    table = in_preparation(round_table_id, actor)
    there = set(table.participants.values_list("organisation_id", "person_id"))
    new = [seat for seat in dict.fromkeys(seats) if tuple(seat) not in there]
    for seat in new:
        _refuse_stranger(seat)
    announced = table.status == RoundTableStatus.INVITED
    made = [
        Participant.objects.create(
            round_table=table,
            organisation_id=seat.organisation_id,
            person_id=seat.person_id,
            invited_at=timezone.now() if announced else None,
        )
        for seat in new
    ]
    if made:
        _record(table, "ask_to_come", actor, ("", "; ".join(map(str, made))))
    for participant in made if announced else ():
        _invite(table, participant)
    return made


@transaction.atomic
def drop_participant(*, participant_id: int, actor: User) -> None:
    """Take somebody from those who are invited, and tell them where they knew of it."""
    participant = Participant.objects.select_related("organisation", "person").get(
        pk=participant_id
    )
    table = in_preparation(participant.round_table_id, actor)
    if participant.invited_at is not None:
        event = f"{participant.pk}"
        notices.tell_participants("round_table_dropped", table, [participant], event=event)
    _record(table, "drop_participant", actor, (str(participant), ""))
    participant.delete()


@transaction.atomic
def answer_invitation(
    *, participant_id: int, answer: str, actor: User, names: str = "", note: str = ""
) -> Participant:
    """Say for an organisation, or for oneself, who comes; the answer may change until the day."""
    rows = Participant.objects.select_for_update(of=("self",)).select_related(
        "round_table__created_by", "organisation", "person"
    )
    participant = rows.get(pk=participant_id)
    if not policies.answers_invitation(actor, participant):
        raise PermissionDenied
    if participant.round_table.status != RoundTableStatus.INVITED:
        raise NotInThisState
    _refuse_nameless(participant, answer, names)
    participant.answer = answer
    participant.names = names.strip() if answer == ParticipantAnswer.YES else ""
    participant.note = note.strip()
    participant.answered_at, participant.answered_by = timezone.now(), actor
    participant.save()
    said = (str(participant), str(participant.get_answer_display()))
    _record(participant.round_table, "answer_invitation", actor, said)
    notices.tell_answer(participant, actor)
    return participant


def _refuse_stranger(seat: Seat) -> None:
    speaks = Membership.objects.filter(organisation=seat.organisation_id, ended_at=None)
    if seat.person_id is not None and not speaks.filter(user=seat.person_id).exists():
        raise DomainError(_("This person does not speak for that organisation."), field="seats")


def _refuse_nameless(participant: Participant, answer: str, names: str) -> None:
    if answer not in (ParticipantAnswer.YES, ParticipantAnswer.NO):
        raise DomainError(_("Say whether you come."), field="answer")
    comes = answer == ParticipantAnswer.YES
    if comes and participant.person is None and not names.strip():
        raise DomainError(_("Name who comes, one in each line."), field="names")


def _invite(table: RoundTable, participant: Participant) -> None:
    notices.tell_participants(
        "round_table_invited", table, [participant], event=f"seat {participant.pk}"
    )


def _record(table: RoundTable, verb: str, actor: User, change: tuple[str, str]) -> None:
    audit.record(table, verb, actor=actor, changes={"participant": change})
