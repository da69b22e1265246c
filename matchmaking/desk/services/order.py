"""Versions of what counts how much in the queue."""

from collections.abc import Mapping
from functools import partial

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from matchmaking import audit
from matchmaking.desk import policies
from matchmaking.desk.models import QueueOrder
from matchmaking.desk.ordering import DEFAULT_WEIGHTS
from matchmaking.desk.signals import order_changed
from matchmaking.errors import DomainError, ReasonMissing

MOST_WEIGHT = 20.0


def active_order() -> QueueOrder:
    """Return the version in force; the first use writes the one that ships."""
    found = QueueOrder.objects.filter(is_active=True).first()
    if found:
        return found
    shipped, _created = QueueOrder.objects.get_or_create(
        number=1, defaults={"weights": dict(DEFAULT_WEIGHTS), "is_active": True}
    )
    return shipped


@transaction.atomic
def order_queue(*, actor: User, weights: Mapping[str, float], note: str) -> QueueOrder:
    """Write a new version of the weights of the queue and put it in force."""
    if not policies.works_at_desk(actor):
        raise PermissionDenied
    _check(weights)
    if not note.strip():
        raise ReasonMissing
    before = active_order()
    last = QueueOrder.objects.select_for_update().aggregate(last=Max("number"))["last"]
    QueueOrder.objects.filter(is_active=True).update(is_active=False)
    row = QueueOrder.objects.create(
        number=last + 1,
        weights={name: float(value) for name, value in weights.items()},
        note=note.strip(),
        is_active=True,
        created_by=actor,
    )
    changes = {
        name: (before.weights.get(name), value)
        for name, value in row.weights.items()
        if before.weights.get(name) != value
    }
    audit.record(row, "activate", actor=actor, reason=row.note, changes=changes)
    transaction.on_commit(partial(order_changed.send, sender=QueueOrder, order_id=row.pk))
    return row


def _check(weights: Mapping[str, float]) -> None:
    """Refuse weights that name other things, leave the range, or add up to nothing."""
    if weights.keys() != DEFAULT_WEIGHTS.keys():
        raise DomainError(_("Each reason needs exactly one weight."))
    if not all(0 <= value <= MOST_WEIGHT for value in weights.values()):
        raise DomainError(_("A weight is a number from 0 to 20."))
    if not any(weights.values()):
        raise DomainError(_("At least one weight must be more than 0."))
