"""What is done with notes: the letterhead, and the scans that came back signed."""

import datetime

from django.core.exceptions import PermissionDenied
from django.core.files import File
from django.db import transaction

from accounts.models import Organisation, User
from matchmaking import audit
from matchmaking.documents.services import delete_attachment, store_attachment
from matchmaking.errors import ChangedMeanwhile
from matchmaking.workflow import compare_and_set
from matchmaking.writing.models import Record
from matchmaking.writing.notes import policies
from matchmaking.writing.notes.models import Letterhead, SignedNote
from matchmaking.writing.notes.scans import emblem_from, refuse_unfit_scan
from matchmaking.writing.records import RecordKind


@transaction.atomic
def edit_letterhead(
    *,
    organisation: Organisation,
    version: int,
    actor: User,
    name: str,
    address: str,
    emblem: File[bytes] | None = None,
    drop_emblem: bool = False,
) -> Letterhead:
    """Change what stands at the top of an organisation's notes; without `emblem` it stays."""
    if not policies.edits_letterhead(actor, organisation):
        raise PermissionDenied
    head, _made = Letterhead.objects.get_or_create(organisation=organisation)
    if head.version != version:
        raise ChangedMeanwhile
    before = {"name": head.name, "address": head.address}
    old, picture = head.emblem, None if drop_emblem else head.emblem
    if emblem is not None:
        picture = store_attachment(organisation=organisation, file=emblem_from(emblem), actor=actor)
    compare_and_set(head, name=name, address=address, emblem=picture)
    if old is not None and old != picture:
        delete_attachment(attachment=old)
    after = {"name": name, "address": address}
    changes = {key: (before[key], after[key]) for key in after if before[key] != after[key]}
    audit.record(head, "edit", actor=actor, changes=changes)
    return head


@transaction.atomic
def attach_note(
    kind: RecordKind[Record],
    *,
    record: Record,
    file: File[bytes],
    reference: str,
    signed_on: datetime.date | None,
    actor: User,
) -> SignedNote:
    """Keep the scan of a signed note with the record it is about."""
    if not policies.attaches_notes(actor, record):
        raise PermissionDenied
    refuse_unfit_scan(file)
    note = SignedNote.objects.create(
        kind=kind.name,
        record_id=record.pk,
        organisation=record.organisation,
        attachment=store_attachment(organisation=record.organisation, file=file, actor=actor),
        reference=reference,
        signed_on=signed_on,
        added_by=actor,
    )
    audit.record(record, "attach_note", actor=actor, reason=str(note))
    return note


@transaction.atomic
def remove_note(*, note: SignedNote, record: Record, actor: User) -> None:
    """Take a scan away that was attached by mistake; the trail keeps that it was there."""
    if not policies.attaches_notes(actor, record):
        raise PermissionDenied
    audit.record(record, "remove_note", actor=actor, reason=str(note))
    attachment = note.attachment
    note.delete()
    delete_attachment(attachment=attachment)
