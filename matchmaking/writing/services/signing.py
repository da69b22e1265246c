"""Signing a record off: who answers for it says that these words are theirs."""

from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from matchmaking import audit
from matchmaking.errors import ChangedMeanwhile, NotInThisState
from matchmaking.writing.models import SUBMITTED, Record
from matchmaking.writing.records import RecordKind
from matchmaking.writing.services.moves import locked, move_record, refuse_incomplete
from matchmaking.writing.traces import SignOff

R = TypeVar("R", bound=Record)


@transaction.atomic
def sign_record(kind: RecordKind[Any], *, record_id: int, version: int, actor: User) -> SignOff:
    """Sign the words of a record as they stand in `version`; signing twice signs once."""
    record = locked(kind, record_id)
    if not kind.owns(actor, record):
        raise PermissionDenied
    if not (record.is_editable or record.status == SUBMITTED):
        raise NotInThisState
    if record.version != version:
        raise ChangedMeanwhile
    refuse_incomplete(kind, record)
    audit.record(record, "sign", actor=actor)
    return _sign(kind, record, actor)


@transaction.atomic
def submit_record(
    kind: RecordKind[R], *, record_id: int, actor: User, version: int | None = None
) -> R:
    """Hand a complete draft to the secretariat; raise IncompleteRecord with what is missing.

    Who submits a record answers for it: submitting signs it off.
    """
    record = move_record(
        kind,
        "submit",
        record_id=record_id,
        actor=actor,
        version=version,
        submitted_at=timezone.now(),
        return_reason="",
    )
    refuse_incomplete(kind, record)
    _sign(kind, record, actor)
    return record


def void_sign_off(record: Record, *, actor: User) -> None:
    """Void the signature under words that have just been changed."""
    standing = SignOff.objects.of(record).filter(voided_at=None)
    standing.update(voided_at=timezone.now(), voided_by=actor)


def _sign(kind: RecordKind[Any], record: Record, actor: User) -> SignOff:
    about = {"kind": kind.name, "record_id": record.pk, "voided_at": None}
    values = {"signed_by": actor, "number": record.version}
    sign_off: SignOff = SignOff.objects.get_or_create(**about, defaults=values)[0]
    return sign_off
