"""Risks and issues: named, changed, closed with what came of them, opened again."""

import datetime
from dataclasses import asdict, dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from matchmaking import audit
from matchmaking.errors import NotInThisState
from matchmaking.progress import policies
from matchmaking.progress.choices import Degree, EntryStatus
from matchmaking.progress.models import RegisterEntry
from matchmaking.progress.services.common import locked, refuse_closed
from matchmaking.progress.workflow import ENTRY_WORKFLOW
from matchmaking.workflow import compare_and_set


@dataclass(frozen=True)
class EntryData:
    """What is said of a risk or an issue."""

    kind: str
    title: str
    words: str = ""
    likelihood: int = Degree.MEDIUM
    impact: int = Degree.MEDIUM
    response: str = ""
    owner: str = ""
    due_on: datetime.date | None = None


@transaction.atomic
def add_entry(*, undertaking_id: int, actor: User, said: EntryData) -> RegisterEntry:
    """Name a risk or an issue."""
    undertaking = locked(undertaking_id)
    if not policies.keeps_register(actor, undertaking):
        raise PermissionDenied
    refuse_closed(undertaking)
    entry = RegisterEntry.objects.create(undertaking=undertaking, entered_by=actor, **asdict(said))
    audit.record(entry, "create", actor=actor)
    return entry


@transaction.atomic
def edit_entry(
    *, entry_id: int, actor: User, said: EntryData, version: int | None = None
) -> RegisterEntry:
    """Change what is said of an open risk or issue."""
    entry = _locked(entry_id, version)
    if not policies.settles(actor, entry):
        raise PermissionDenied
    if entry.status != EntryStatus.OPEN:
        raise NotInThisState
    values = asdict(said)
    before = {name: getattr(entry, name) for name in values}
    compare_and_set(entry, **values)
    changes = {
        _label(name): (str(before[name]), str(value))
        for name, value in values.items()
        if before[name] != value
    }
    audit.record(entry, "edit", actor=actor, changes=changes)
    return entry


@transaction.atomic
def close_entry(
    *, entry_id: int, actor: User, reason: str, version: int | None = None
) -> RegisterEntry:
    """Close a risk or issue, saying what came of it."""
    entry = _locked(entry_id, version)
    ENTRY_WORKFLOW.move(entry, "close_entry", actor=actor, reason=reason)
    return _closed(entry, timezone.localdate())


@transaction.atomic
def reopen_entry(
    *, entry_id: int, actor: User, reason: str, version: int | None = None
) -> RegisterEntry:
    """Open a closed risk or issue again, with the reason."""
    entry = _closed(_locked(entry_id, version), None)
    refuse_closed(entry.undertaking)
    ENTRY_WORKFLOW.move(entry, "reopen_entry", actor=actor, reason=reason)
    return entry


def _label(name: str) -> str:
    return str(getattr(RegisterEntry._meta.get_field(name), "verbose_name", name))


def _closed(entry: RegisterEntry, on: datetime.date | None) -> RegisterEntry:
    entry.closed_on = on
    entry.save(update_fields=["closed_on"])
    return entry


def _locked(entry_id: int, version: int | None) -> RegisterEntry:
    entry = RegisterEntry.objects.get(pk=entry_id)
    entry.undertaking = locked(entry.undertaking_id)
    if version is not None:
        entry.version = version
    return entry
