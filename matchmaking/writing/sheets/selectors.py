"""What the pages of spreadsheets show."""

import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import Organisation
from accounts.selectors import Person, organisations_of
from matchmaking.writing.models import Record
from matchmaking.writing.records import RecordKind
from matchmaking.writing.sheets.checking import BAD, CHANGED, NEW, SAME, Fate, Problem
from matchmaking.writing.sheets.models import SheetUpload
from matchmaking.writing.sheets.reading import MOST_RECORDS

SHOWN_UPLOADS = 20
# Work that has given no sign of life for so long was interrupted.
LOST_AFTER = datetime.timedelta(minutes=3)


def organisations_with_sheets(user: Person, kind: RecordKind[Any]) -> list[Organisation]:
    """Return the organisations for which `user` may write records of that kind."""
    return [one for one in organisations_of(user) if kind.may_begin(user, one)]


def own_records(user: Person, kind: RecordKind[Any], organisation: Organisation) -> list[Record]:
    """Return the records of an organisation that `user` may change now, the oldest first."""
    rows = kind.visible_to(user).filter(organisation=organisation, status__in=kind.model.EDITABLE)
    found = rows.prefetch_related(*kind.link_fields).order_by("pk")
    return [record for record in found[:MOST_RECORDS] if kind.may_edit(user, record)]


def uploads_of(user: Person, kind: RecordKind[Any]) -> QuerySet[SheetUpload]:
    """Return the sheets that were uploaded of late, with who and what became of them."""
    known = SheetUpload.objects.visible_to(user).filter(kind=kind.name).defer("outcome")
    joined = known.select_related("attachment", "uploaded_by", "organisation")
    return joined.order_by("-uploaded_at", "-pk")[:SHOWN_UPLOADS]


def counts(upload: SheetUpload) -> dict[str, int]:
    """Return how many records of a sheet are new, changed, the same, and not good."""
    acts = [fate.act for fate in fates_of(upload)]
    return {act: acts.count(act) for act in (NEW, CHANGED, SAME, BAD)}


def fates_of(upload: SheetUpload) -> list[Fate]:
    """Return what becomes of each record of a sheet."""
    return [Fate(*values) for values in upload.outcome.get("fates", [])]


def problems_of(upload: SheetUpload) -> list[Problem]:
    """Return what must be put right, row by row."""
    return [Problem(*values) for values in upload.outcome.get("problems", [])]


def is_lost(upload: SheetUpload) -> bool:
    """Say whether the work on it stopped half-way."""
    return upload.is_at_work and upload.seen_at < timezone.now() - LOST_AFTER
