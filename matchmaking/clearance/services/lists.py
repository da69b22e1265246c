"""Uploading a list of names."""

from django.core.exceptions import PermissionDenied
from django.core.files import File
from django.db import transaction
from django.db.models import Max
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, User
from accounts.selectors import organisations_of
from files.background import once_committed
from files.private import fingerprint
from matchmaking import audit
from matchmaking.clearance import policies, tasks
from matchmaking.clearance.models import ListEntry, NameList
from matchmaking.clearance.screening import BrokenList, Entry, ReadList, read_list
from matchmaking.documents.services import store_attachment
from matchmaking.errors import DomainError
from matchmaking.vocabulary.models import Edition

BATCH = 500
WHY_NOT: dict[str, str | Promise] = {
    "hostile": _("This file names other documents or entities of its own; such files are refused."),
    "no_xml": _("This is no XML file, or it ends too early: %(detail)s"),
    "no_list": _("This is no consolidated list: it begins with “%(detail)s”."),
    "no_entries": _("There is no person and no entity in this file."),
    "nameless": _("An entry has no name or no number: %(detail)s"),
    "twice": _("The entry %(detail)s stands in the file twice."),
    "too_long": _("This file is longer than any such list."),
}


@transaction.atomic
def upload_list(*, file: File[bytes], actor: User, note: str = "") -> NameList:
    """Read a list, put it in force, and compare the names of every open pair with it."""
    if not policies.screens_names(actor):
        raise PermissionDenied
    _refuse_the_same(file)
    read = _read(file)
    file.seek(0)
    place: Organisation = organisations_of(actor)[0]
    number = (NameList.objects.aggregate(last=Max("number"))["last"] or 0) + 1
    NameList.objects.filter(is_current=True).update(is_current=False)
    made = NameList.objects.create(
        number=number,
        attachment=store_attachment(organisation=place, file=file, actor=actor),
        as_of=read.as_of,
        note=note.strip(),
        is_current=True,
        uploaded_by=actor,
    )
    rows = (_row(made, entry) for entry in read.entries)
    ListEntry.objects.bulk_create(rows, batch_size=BATCH)
    audit.record(made, "upload", actor=actor, reason=note.strip())
    Edition.renew()  # whether there is a list at all is remembered by every process
    once_committed(tasks.refresh_all.delay)
    return made


def _read(file: File[bytes]) -> ReadList:
    try:
        return read_list(file.open("rb"))
    except BrokenList as broken:
        words = str(WHY_NOT[broken.code]) % {"detail": broken.detail}
        raise DomainError(words, field="file") from broken


def _refuse_the_same(file: File[bytes]) -> None:
    same = NameList.objects.filter(is_current=True, attachment__sha256=fingerprint(file))
    if same.exists():
        raise DomainError(_("This very file is in force already."), field="file")


def _row(made: NameList, entry: Entry) -> ListEntry:
    return ListEntry(
        name_list=made,
        key=entry.key,
        is_entity=entry.is_entity,
        name=entry.name,
        names=[{"text": name.text, "kind": name.kind} for name in entry.names],
        listed_on=entry.listed_on,
        about=entry.about,
        digest=entry.digest,
    )
