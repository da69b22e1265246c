"""Making one of two records that say the same: one is kept, the other's address leads to it."""

from collections.abc import Collection, Mapping
from functools import partial
from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.policies import is_broker
from accounts.selectors import Person
from matchmaking import audit
from matchmaking.audit import Changes
from matchmaking.errors import DomainError, NotInThisState, ReasonMissing
from matchmaking.workflow import compare_and_set
from matchmaking.writing.contents import contents, differences, fields_of
from matchmaking.writing.figures import figures_of
from matchmaking.writing.models import DRAFT, Record, SignedNote
from matchmaking.writing.records import LINES, RecordKind
from matchmaking.writing.services.drafting import StaleRecord, write
from matchmaking.writing.services.moves import announce, locked, refuse_incomplete
from matchmaking.writing.services.versions import keep_version
from matchmaking.writing.signals import records_united
from matchmaking.writing.traces import Comment

R = TypeVar("R", bound=Record)
WITHDRAWN = "withdrawn"
CLOSED = (WITHDRAWN, "expired", "met")


class OtherCurrency(DomainError):
    """Lines would change their worth by changing their record."""

    message = _(
        "The lines you take over have amounts in another currency. Take the currency over as "
        "well, or change the amounts first."
    )


def may_unite(kind: RecordKind[Any], actor: Person, one: Record, other: Record) -> bool:
    """Say whether `actor` answers for both records, or is the secretariat's broker."""
    is_of_one = one.organisation_id == other.organisation_id
    return is_of_one and (is_broker(actor) or (kind.owns(actor, one) and kind.owns(actor, other)))


@transaction.atomic
def unite_records(
    kind: RecordKind[R],
    *,
    kept_id: int,
    merged_id: int,
    versions: tuple[int | None, int | None],
    actor: User,
    reason: str,
    fields: Collection[str],
    lines: Collection[int],
) -> tuple[R, R]:
    """Keep one record with `fields` and `lines` of the other, which is withdrawn and points to it.

    `versions` are those the person compared; None takes whatever is the latest.
    """
    kept, merged = (locked(kind, pk) for pk in (kept_id, merged_id))
    if not may_unite(kind, actor, kept, merged):
        raise PermissionDenied
    _refuse_impossible(kept, merged)
    _refuse_agreed(kind, merged)
    for record, version in zip((kept, merged), versions, strict=True):
        if version not in (None, record.version):
            raise StaleRecord(kind, record)
    if not reason.strip():
        raise ReasonMissing
    taken = _take_over(kind, kept, merged, actor, fields, lines)
    if kept.status != DRAFT:
        refuse_incomplete(kind, kept)
    for beside in (SignedNote, Comment):
        beside.objects.filter(kind=kind.name, record_id=merged.pk).update(record_id=kept.pk)
    _close(kind, kept, merged, actor, reason.strip(), taken)
    return kept, merged


def _refuse_agreed(kind: RecordKind[Any], merged: Record) -> None:
    """Raise where agreements name the record that would go: what is agreed on stays where it is."""
    figures = figures_of(kind.name, [merged.pk]).get(merged.pk)
    if figures and any(line.is_named for line in figures.lines):
        raise DomainError(_("Agreements name the one that would go. Keep that one instead."))


def _refuse_impossible(kept: Record, merged: Record) -> None:
    if kept.pk == merged.pk or kept.merged_into or merged.merged_into:
        raise NotInThisState(_("These two are one already."))
    if not kept.is_editable or merged.status in CLOSED:
        raise NotInThisState
    if kept.status == DRAFT and merged.status != DRAFT:
        raise NotInThisState(_("Keep the one that others can already see; the draft goes into it."))


def _take_over(
    kind: RecordKind[Any],
    kept: Record,
    merged: Record,
    actor: User,
    fields: Collection[str],
    lines: Collection[int],
) -> Changes:
    """Write the chosen fields, and move the chosen lines with all that hangs on them."""
    before, said = contents(kind, kept), fields_of(kind, contents(kind, merged))[0]
    chosen = set(fields).union(*(group for group in kind.together if group & set(fields)))
    taken = {name: value for name, value in said.items() if name in chosen and name != LINES}
    moved = merged.lines.filter(pk__in=lines).order_by("position", "pk")
    _refuse_other_currency(kind, kept, merged, moved, taken)
    for place, line in enumerate(moved, kept.lines.count()):
        own = {kind.name: kept, "position": place}
        type(line)._default_manager.filter(pk=line.pk).update(**own)
    version = kept.version
    write(kind, kept, actor, taken, None)
    changes = differences(kind, before, contents(kind, kept))
    if LINES in changes and kept.version == version + 1 and len(changes) == 1:
        keep_version(kind, kept, author=actor, before=before)
    return {LINES: changes[LINES]} if LINES in changes else {}


def _refuse_other_currency(
    kind: RecordKind[Any], kept: Record, merged: Record, moved: Any, taken: Mapping[str, Any]
) -> None:
    """Raise OtherCurrency where an amount of a line would mean another sum than before."""
    priced = {f"{kind.amount}_minor__isnull": False}
    currency = taken.get("currency", kept.currency)
    is_moved = currency != merged.currency and moved.filter(**priced).exists()
    is_kept = currency != kept.currency and kept.lines.filter(**priced).exists()
    if is_moved or is_kept:
        raise OtherCurrency


def _close(
    kind: RecordKind[Any], kept: Record, merged: Record, actor: User, reason: str, taken: Changes
) -> None:
    """Withdraw the other record, and say on both what happened."""
    before = merged.status
    compare_and_set(merged, status=WITHDRAWN, merged_into=kept)
    changes = {"status": (before, WITHDRAWN), "merged_into": ("", f"#{kept.pk} {kept}")}
    audit.record(merged, "merge", actor=actor, reason=reason, changes=changes)
    taken = {"merged_here": ("", f"#{merged.pk} {merged}"), **taken}
    audit.record(kept, "merge", actor=actor, reason=reason, changes=taken)
    announce(kind, merged)
    announce(kind, kept)
    united = partial(records_united.send_robust, sender=kind.model, kind=kind.name)
    transaction.on_commit(partial(united, kept_id=kept.pk, merged_id=merged.pk))
