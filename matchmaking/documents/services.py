"""Keeping an uploaded file."""

from functools import partial

from django.conf import settings
from django.core.files import File
from django.db import transaction
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from accounts.models import Organisation, User
from files.private import fingerprint, shown_name
from matchmaking.documents.models import Attachment
from matchmaking.documents.scanning import refuse_infected, refuse_unfit
from matchmaking.errors import DomainError

__all__ = [
    "FileTooLarge",
    "delete_attachment",
    "fingerprint",
    "shown_name",
    "store_attachment",
]


class FileTooLarge(DomainError):
    """The file is over the limit of the site."""

    def __init__(self, size: int) -> None:
        super().__init__(
            _(
                "This file has %(size)s; the limit is %(limit)s. Save it again without pictures "
                "or annexes, and attach those separately."
            )
            % {
                "size": filesizeformat(size),
                "limit": filesizeformat(settings.REPORT_MAX_BYTES),
            },
            field="file",
        )


@transaction.atomic
def store_attachment(
    *, organisation: Organisation, file: File[bytes], actor: User, is_exchanged: bool = False
) -> Attachment:
    """Keep `file` where only the record that points to it gives it out.

    What one organisation sends to another is held to more: a known type, and nothing that runs.
    """
    size = file.size or 0
    if size > settings.REPORT_MAX_BYTES:
        raise FileTooLarge(size)
    if is_exchanged:
        refuse_unfit(file)
    refuse_infected(file)
    attachment = Attachment(
        organisation=organisation,
        uploaded_by=actor,
        original_name=shown_name(file.name or ""),
        size=size,
        sha256=fingerprint(file),
    )
    attachment.file.save(attachment.original_name, file, save=False)
    attachment.save()
    return attachment


@transaction.atomic
def delete_attachment(*, attachment: Attachment) -> None:
    """Delete the row now, and the file itself once nothing can bring the row back."""
    storage, name = attachment.file.storage, attachment.file.name or ""
    attachment.delete()
    transaction.on_commit(partial(storage.delete, name))
