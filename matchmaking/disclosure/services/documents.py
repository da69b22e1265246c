"""Attaching documents to a record, moving them to another and taking them away."""

from collections.abc import Collection

from django.core.exceptions import PermissionDenied
from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from matchmaking import audit
from matchmaking.disclosure import policies
from matchmaking.disclosure.models import DisclosedRecord, RecordDocument
from matchmaking.documents.services import delete_attachment, store_attachment
from matchmaking.errors import DomainError
from matchmaking.writing.records import kind_of

MOST_DOCUMENTS = 20


class TooManyDocuments(DomainError):
    """A record would hold more documents than its page can show."""

    message = _("A record holds twenty documents at most. Remove one first.")


@transaction.atomic
def attach_document(
    *, record: DisclosedRecord, file: File[bytes], title: str, actor: User
) -> RecordDocument:
    """Keep a file with a record; the record's level says who may open it."""
    if not policies.attaches_documents(actor, record):
        raise PermissionDenied
    if RecordDocument.objects.about(record).count() >= MOST_DOCUMENTS:
        raise TooManyDocuments
    attachment = store_attachment(organisation=record.organisation, file=file, actor=actor)
    document = RecordDocument.objects.create(
        kind=kind_of(record).name,
        record_id=record.pk,
        owner_id=record.organisation_id,
        attachment=attachment,
        title=title.strip() or attachment.original_name[:200],
        added_by=actor,
    )
    # The name of a document may say as much as the document: the trail does not repeat it.
    audit.record(record, "attach", actor=actor)
    return document


@transaction.atomic
def move_documents(
    *, merged: DisclosedRecord, kept: DisclosedRecord, documents: Collection[int], actor: User
) -> None:
    """Let the chosen documents of a merged record follow; the kept one's level rules them now."""
    moved = RecordDocument.objects.about(merged).filter(pk__in=documents)
    count = moved.count()
    if RecordDocument.objects.about(kept).count() + count > MOST_DOCUMENTS:
        raise TooManyDocuments
    if count:
        moved.update(record_id=kept.pk)
        audit.record(kept, "attach", actor=actor)
        audit.record(merged, "detach", actor=actor)


@transaction.atomic
def remove_document(*, record: DisclosedRecord, document: RecordDocument, actor: User) -> None:
    """Take a document away for good."""
    if not policies.attaches_documents(actor, record):
        raise PermissionDenied
    document.delete()
    delete_attachment(attachment=document.attachment)
    audit.record(record, "detach", actor=actor)
