"""Putting an agenda together: requests and other items between an opening and a closing."""

from collections.abc import Collection

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from matchmaking import audit
from matchmaking.errors import DomainError
from matchmaking.needs.models import Need
from matchmaking.roundtables.choices import NEED_MINUTES, SlotKind
from matchmaking.roundtables.models import RoundTable, Slot
from matchmaking.roundtables.services.locking import in_preparation, minutes_between

MOST_NEEDS = 30
FIXED = (SlotKind.OPENING, SlotKind.CLOSING)


@transaction.atomic
def add_needs(
    *, round_table_id: int, need_ids: Collection[int], actor: User, minutes: int = NEED_MINUTES
) -> list[Slot]:
    """Put published requests on the agenda, before the closing; those on it already stay."""
    table = in_preparation(round_table_id, actor)
    minutes_between(minutes)
    wanted = list(dict.fromkeys(need_ids))
    _refuse_unknown(wanted, actor)
    there = set(table.slots.filter(kind=SlotKind.NEED).values_list("need_id", flat=True))
    new = [pk for pk in wanted if pk not in there]
    if len(there) + len(new) > MOST_NEEDS:
        raise DomainError(
            _("An agenda holds at most %(most)s requests.") % {"most": MOST_NEEDS}, field="numbers"
        )
    slots = [Slot(kind=SlotKind.NEED, need_id=pk, minutes=minutes) for pk in new]
    return _insert(table, slots, actor)


@transaction.atomic
def add_item(*, round_table_id: int, title: str, minutes: int, actor: User) -> Slot:
    """Put another item on the agenda, before the closing."""
    table = in_preparation(round_table_id, actor)
    if not title.strip():
        raise DomainError(_("Name the item."), field="title")
    slot = Slot(kind=SlotKind.ITEM, title=title.strip(), minutes=minutes_between(minutes))
    return _insert(table, [slot], actor)[0]


@transaction.atomic
def set_minutes(*, slot_id: int, minutes: int, actor: User) -> Slot:
    """Give a part of the agenda more or less time."""
    slot = _slot(slot_id, actor)
    before, slot.minutes = slot.minutes, minutes_between(minutes)
    slot.save(update_fields=["minutes"])
    if before != minutes:
        _record(slot.round_table, actor, f"{slot}: {before}", f"{slot}: {minutes}")
    return slot


@transaction.atomic
def move_slot(*, slot_id: int, up: bool, actor: User) -> Slot:
    """Let a part of the agenda come one place earlier, or later; opening and closing stay."""
    slot = _slot(slot_id, actor)
    order = list(slot.round_table.slots.order_by("position", "pk"))
    place = order.index(slot)
    other = place + (-1 if up else 1)
    if slot.kind in FIXED or not 0 <= other < len(order) or order[other].kind in FIXED:
        return slot
    order[place], order[other] = order[other], order[place]
    _renumber(order)
    _record(slot.round_table, actor, f"{slot}: {place + 1}", f"{slot}: {other + 1}")
    return slot


@transaction.atomic
def remove_slot(*, slot_id: int, actor: User) -> None:
    """Take a part from the agenda; opening and closing stay."""
    slot = _slot(slot_id, actor)
    if slot.kind in FIXED:
        raise DomainError(_("A round table has an opening and a closing."))
    _record(slot.round_table, actor, str(slot), "")
    slot.delete()


def _slot(slot_id: int, actor: User) -> Slot:
    slot = Slot.objects.select_related("need").get(pk=slot_id)
    slot.round_table = in_preparation(slot.round_table_id, actor)
    return slot


def _refuse_unknown(need_ids: list[int], actor: User) -> None:
    known = Need.objects.visible_to(actor).published().filter(pk__in=need_ids)
    missing = sorted(set(need_ids) - set(known.values_list("pk", flat=True)))
    if missing:
        numbers = ", ".join(map(str, missing))
        raise DomainError(
            ngettext(
                "There is no published request with the number %(numbers)s.",
                "There are no published requests with the numbers %(numbers)s.",
                len(missing),
            )
            % {"numbers": numbers},
            field="numbers",
        )


def _insert(table: RoundTable, new: list[Slot], actor: User) -> list[Slot]:
    order = list(table.slots.order_by("position", "pk"))
    place = next((n for n, slot in enumerate(order) if slot.kind == SlotKind.CLOSING), len(order))
    for slot in new:
        slot.round_table = table
        slot.save()
    _renumber([*order[:place], *new, *order[place:]])
    if new:
        _record(table, actor, "", "; ".join(map(str, new)))
    return new


def _renumber(order: list[Slot]) -> None:
    for position, slot in enumerate(order):
        slot.position = position
    Slot.objects.bulk_update(order, ["position"])


def _record(table: RoundTable, actor: User, before: str, after: str) -> None:
    audit.record(table, "change_agenda", actor=actor, changes={"agenda": (before, after)})
