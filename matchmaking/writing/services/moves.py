"""The moves of a workflow, as every kind of record makes them."""

from collections.abc import Mapping
from functools import partial
from typing import Any, TypeVar

from django.db import transaction
from django.dispatch import Signal
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

import search
from accounts.models import User
from matchmaking.errors import ChangedMeanwhile, DomainError, NotInThisState
from matchmaking.writing.models import Record
from matchmaking.writing.moving import tell_of_move
from matchmaking.writing.records import RecordKind
from matchmaking.writing.signals import record_changed

R = TypeVar("R", bound=Record)


class IncompleteRecord(DomainError):
    """The record cannot be submitted or saved like this; `errors` says why, field by field."""

    message = _("Some answers are missing or cannot stand as they are. Complete them first.")

    def __init__(self, errors: Mapping[str, str | Promise]) -> None:
        super().__init__(field=next(iter(errors)))
        self.errors = errors


def refuse(faults: Mapping[str, str | Promise]) -> None:
    """Raise IncompleteRecord when there are faults."""
    if faults:
        raise IncompleteRecord(faults)


def refuse_incomplete(kind: RecordKind[R], record: R) -> None:
    """Raise IncompleteRecord when something is missing."""
    refuse(kind.missing_parts(record))


def locked(kind: RecordKind[R], record_id: int) -> R:
    """Return a record that nobody else writes until the transaction ends."""
    return kind.model._base_manager.select_for_update().get(pk=record_id)


def announce(kind: RecordKind[Any], record: Record, signal: Signal | None = None) -> None:
    """Put a record into the index anew, and tell the others once all is written."""
    search.enqueue(kind.name, [record.pk])
    own = partial((signal or kind.changed).send_robust, sender=kind.model)
    transaction.on_commit(partial(own, **{f"{kind.name}_id": record.pk}))
    anyone = partial(record_changed.send_robust, sender=kind.model)
    transaction.on_commit(partial(anyone, kind=kind.name, record_id=record.pk))


@transaction.atomic
def move_record(
    kind: RecordKind[R],
    name: str,
    *,
    record_id: int,
    actor: User | None,
    version: int | None = None,
    reason: str = "",
    signal: Signal | None = None,
    **values: Any,
) -> R:
    """Move a record along its workflow, and write `values` with it.

    `version` is the one the person had before them; without it, whatever is the latest is moved.
    """
    record = locked(kind, record_id)
    kind.workflow.move(record, name, actor=actor, reason=reason)
    if version is not None and version != record.version - 1:
        raise ChangedMeanwhile
    for field, value in values.items():
        setattr(record, field, value)
    record.save(update_fields=[*values, "updated_at"])
    tell_of_move(kind, record, name, actor=actor)
    announce(kind, record, signal)
    return record


def expire_record(kind: RecordKind[Any], record_id: int) -> bool:
    """Close a record whose window is over; False when its owner moved it first."""
    try:
        move_record(kind, "expire", record_id=record_id, actor=None)
    except (NotInThisState, ChangedMeanwhile):
        return False  # which is just as well
    return True
