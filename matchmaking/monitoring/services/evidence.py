"""Evidence of a value: documents as they are, photos without the place they were taken at."""

from django.core.exceptions import PermissionDenied
from django.core.files import File
from django.db import transaction

from accounts.models import Organisation, User
from matchmaking import audit
from matchmaking.documents.photos import is_photo, stripped
from matchmaking.documents.services import delete_attachment, store_attachment
from matchmaking.errors import NotInThisState
from matchmaking.introductions.choices import Side
from matchmaking.monitoring import policies
from matchmaking.monitoring.choices import EDITABLE, EvidenceKind
from matchmaking.monitoring.models import Evidence, Value
from matchmaking.monitoring.services.common import locked


@transaction.atomic
def add_evidence(*, value_id: int, actor: User, file: File[bytes], words: str = "") -> Evidence:
    """Keep a document or a photo with a value that is not handed in."""
    value = _written_by(actor, value_id)
    photo = is_photo(file.name or "")
    attachment = store_attachment(
        organisation=_owner(value),
        file=stripped(file) if photo else file,
        actor=actor,
        is_exchanged=True,
    )
    evidence = Evidence.objects.create(
        value=value,
        attachment=attachment,
        kind=EvidenceKind.PHOTO if photo else EvidenceKind.DOCUMENT,
        words=words.strip(),
        added_by=actor,
    )
    audit.record(value, "add_value_evidence", actor=actor, reason=str(attachment))
    return evidence


@transaction.atomic
def remove_evidence(*, evidence_id: int, actor: User) -> Value:
    """Take a file back before the value is handed in."""
    evidence = Evidence.objects.select_related("attachment").get(pk=evidence_id)
    value = _written_by(actor, evidence.value_id)
    audit.record(value, "remove_value_evidence", actor=actor, reason=str(evidence.attachment))
    evidence.delete()
    delete_attachment(attachment=evidence.attachment)
    return value


def _written_by(actor: User, value_id: int) -> Value:
    rows = Value.objects.with_parties()
    locked(rows.get(pk=value_id).indicator.undertaking_id)
    value: Value = rows.get(pk=value_id)
    if not policies.enters_value(actor, value):
        raise PermissionDenied
    if value.status not in EDITABLE:
        raise NotInThisState
    return value


def _owner(value: Value) -> Organisation:
    undertaking = value.indicator.undertaking
    if undertaking.project is not None:
        return undertaking.project.carrier
    if undertaking.agreement is None:
        raise LookupError("An undertaking is a project or an agreement")
    pair = undertaking.agreement.introduction
    record = pair.need if value.side == Side.RECIPIENT else pair.offer
    return record.organisation
