"""Making a round table, changing it, and taking it through its states."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from matchmaking import audit
from matchmaking.errors import DomainError
from matchmaking.roundtables import notices
from matchmaking.roundtables.choices import (
    CLOSING_MINUTES,
    OPENING_MINUTES,
    ParticipantAnswer,
    RoundTableStatus,
    SlotKind,
)
from matchmaking.roundtables.models import RoundTable, Slot
from matchmaking.roundtables.policies import prepares_round_tables
from matchmaking.roundtables.services.locking import in_preparation, locked
from matchmaking.roundtables.workflow import ROUND_TABLE_WORKFLOW
from matchmaking.workflow import compare_and_set

# Who has answered must answer again when one of these changes.
WHEN_AND_WHERE = ("starts_at", "time_zone", "place", "link")


@transaction.atomic
def make_round_table(*, actor: User, **fields: Any) -> RoundTable:
    """Begin a round table, with an opening and a closing on its agenda."""
    if not prepares_round_tables(actor):
        raise PermissionDenied
    _refuse_nowhere(fields)
    table = RoundTable.objects.create(created_by=actor, **fields)
    Slot.objects.bulk_create(
        Slot(round_table=table, position=place, kind=kind, minutes=minutes)
        for place, (kind, minutes) in enumerate(
            [(SlotKind.OPENING, OPENING_MINUTES), (SlotKind.CLOSING, CLOSING_MINUTES)]
        )
    )
    audit.record(table, "create", actor=actor)
    return table


@transaction.atomic
def edit_round_table(
    *, round_table_id: int, version: int | None, actor: User, **fields: Any
) -> RoundTable:
    """Change what is said of a round table; those invited learn of another time or place."""
    table = in_preparation(round_table_id, actor, version)
    _refuse_nowhere(fields)
    before = {name: getattr(table, name) for name in fields}
    changes = {
        name: (before[name], fields[name]) for name in fields if before[name] != fields[name]
    }
    if not changes:
        return table
    compare_and_set(table, **fields)
    said = {name: (str(old), str(new)) for name, (old, new) in changes.items()}
    audit.record(table, "edit", actor=actor, changes=said)
    if changes.keys() & set(WHEN_AND_WHERE) and table.status == RoundTableStatus.INVITED:
        _ask_again(table)
    return table


@transaction.atomic
def invite_to_round_table(
    *, round_table_id: int, actor: User, version: int | None = None, reason: str = ""
) -> RoundTable:
    """Send the invitations, once the agenda fits into the time and somebody is invited."""
    table = locked(round_table_id, actor, version)
    ROUND_TABLE_WORKFLOW.move(table, "invite", actor=actor)
    _refuse_unready(table)
    now = timezone.now()
    table.participants.update(invited_at=now)
    participants = table.participants.select_related("person")
    notices.tell_participants("round_table_invited", table, participants, event="all")
    return table


@transaction.atomic
def hold_round_table(
    *, round_table_id: int, actor: User, version: int | None = None, reason: str = ""
) -> RoundTable:
    """Say that the round table took place; its outcomes can be entered from then on."""
    table = locked(round_table_id, actor, version)
    ROUND_TABLE_WORKFLOW.move(table, "hold", actor=actor)
    if table.begins.date() > timezone.now().astimezone(table.begins.tzinfo).date():
        raise DomainError(_("Its day has not come yet."))
    return table


@transaction.atomic
def close_round_table(
    *, round_table_id: int, actor: User, version: int | None = None, reason: str = ""
) -> RoundTable:
    """End the work on a round table, once every request on its agenda has an outcome."""
    table = locked(round_table_id, actor, version)
    ROUND_TABLE_WORKFLOW.move(table, "close", actor=actor)
    left = table.slots.filter(kind=SlotKind.NEED, outcomes=None).count()
    if left:
        raise DomainError(
            ngettext(
                "Enter first what came of one more request on the agenda.",
                "Enter first what came of %(count)s more requests on the agenda.",
                left,
            )
            % {"count": left}
        )
    return table


@transaction.atomic
def cancel_round_table(
    *, round_table_id: int, actor: User, version: int | None = None, reason: str = ""
) -> RoundTable:
    """Call a round table off, and tell those who were invited why."""
    table = locked(round_table_id, actor, version)
    was_announced = table.status == RoundTableStatus.INVITED
    ROUND_TABLE_WORKFLOW.move(table, "cancel", actor=actor, reason=reason)
    if was_announced:
        participants = table.participants.select_related("person")
        notices.tell_participants(
            "round_table_cancelled", table, participants, event="all", reason=reason
        )
    return table


def _refuse_nowhere(fields: dict[str, Any]) -> None:
    if not (fields.get("place") or fields.get("link")):
        raise DomainError(_("Name a place, or a link to take part from afar."), field="place")


def _refuse_unready(table: RoundTable) -> None:
    if not table.slots.filter(kind=SlotKind.NEED).exists():
        raise DomainError(_("Put at least one assistance request on the agenda first."))
    if not table.participants.exists():
        raise DomainError(_("Choose first who is invited."))
    taken = table.slots.aggregate(total=Sum("minutes"))["total"]
    if taken > table.minutes:
        raise DomainError(
            _("The agenda takes %(taken)s minutes, the meeting has %(minutes)s. Shorten one part.")
            % {"taken": taken, "minutes": table.minutes}
        )
    if table.begins.date() < timezone.now().astimezone(table.begins.tzinfo).date():
        raise DomainError(_("The day of the meeting is over. Change its date first."))


def _ask_again(table: RoundTable) -> None:
    """Take the answers back: they were given for another time or place."""
    table.participants.update(answer=ParticipantAnswer.WAITING, answered_at=None, answered_by=None)
    participants = table.participants.select_related("person")
    notices.tell_participants("round_table_changed", table, participants, event=table.version)
