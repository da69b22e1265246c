"""The owner's word that a published record still stands, and how long such a word counts."""

from collections.abc import Collection
from functools import partial
from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.policies import is_broker
from matchmaking import audit
from matchmaking.errors import DomainError, NotInThisState, ReasonMissing
from matchmaking.vocabulary.models import Edition
from matchmaking.writing.models import PUBLISHED, Record
from matchmaking.writing.records import RecordKind
from matchmaking.writing.services.moves import locked
from matchmaking.writing.signals import record_confirmed
from matchmaking.writing.terms import ConfirmationTerm

R = TypeVar("R", bound=Record)


@transaction.atomic
def confirm_record(kind: RecordKind[R], *, record_id: int, actor: User) -> R:
    """Say that an open record still stands; its words and its version stay as they are."""
    record = locked(kind, record_id)
    if not kind.owns(actor, record):
        raise PermissionDenied
    if not note_confirmed(kind, record):
        raise NotInThisState
    audit.record(record, "stand", actor=actor)
    record.refresh_from_db()
    return record


@transaction.atomic
def confirm_records(kind: RecordKind[Any], *, record_ids: Collection[int], actor: User) -> int:
    """Confirm several at once, all of them or none; say how many."""
    for record_id in sorted(set(record_ids)):
        confirm_record(kind, record_id=record_id, actor=actor)
    return len(set(record_ids))


def note_confirmed(kind: RecordKind[Any], record: Record) -> bool:
    """Write down that an open record stands as of now, and tell the others; False if closed."""
    rows = kind.model._base_manager.filter(pk=record.pk, status=PUBLISHED)
    if rows.update(confirmed_at=timezone.now()) != 1:
        return False
    tell = partial(record_confirmed.send_robust, sender=kind.model)
    transaction.on_commit(partial(tell, kind=kind.name, record_id=record.pk))
    return True


@transaction.atomic
def set_term(
    *, actor: User, days: int, fade_days: int, remind_days: int, note: str
) -> ConfirmationTerm:
    """Say for the secretariat how long a word counts, and why; it holds for all from now on."""
    if not is_broker(actor):
        raise PermissionDenied
    if not note.strip():
        raise ReasonMissing
    if remind_days >= days:
        raise DomainError(_("The question must come within the term."), field="remind_days")
    term = ConfirmationTerm.objects.create(
        days=days, fade_days=fade_days, remind_days=remind_days, note=note.strip(), set_by=actor
    )
    Edition.renew()
    audit.record(term, "create", actor=actor, reason=note.strip())
    return term
