"""Scoring what is written, and setting a rule aside for a record."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from files.background import tell_progress
from matchmaking import audit
from matchmaking.coaching import selectors
from matchmaking.coaching.choices import RuleCode
from matchmaking.coaching.models import Override, Ruleset, Specificity
from matchmaking.coaching.scoring import Assessment, Part
from matchmaking.coaching.shipped import active_ruleset
from matchmaking.errors import DomainError, NotInThisState, ReasonMissing
from matchmaking.writing.models import Record
from matchmaking.writing.records import RecordKind, all_kinds

BATCH = 500


@transaction.atomic
def score_record(kind: RecordKind[Any], *, record_id: int) -> Specificity | None:
    """Score one record by the active rules and keep the figure; None where it is gone."""
    record = kind.model._base_manager.filter(pk=record_id).first()
    if record is None:
        forget_record(kind, record_id=record_id)
        return None
    ruleset = active_ruleset()
    row = _row(kind, record, ruleset)
    _keep([row])
    return row


def score_all() -> int:
    """Score every record by the active rules; return how many there were."""
    ruleset = active_ruleset()
    return sum(_score_kind(kind, ruleset) for kind in all_kinds())


@transaction.atomic
def override_rule(
    kind: RecordKind[Any], *, record_id: int, code: str, reason: str, actor: User
) -> Override:
    """Set a rule aside for a record, for a reason that brokers read; it counts as answered."""
    record = _to_write(kind, record_id, actor)
    if code not in RuleCode.values:
        raise DomainError(_("There is no such rule."))
    if not reason.strip():
        raise ReasonMissing
    override, _created = Override.objects.update_or_create(
        record_kind=kind.name,
        record_id=record_id,
        code=code,
        defaults={"reason": reason.strip()[:500], "created_by": actor},
    )
    why = f"{override.get_code_display()}: {override.reason}"
    audit.record(record, "override", actor=actor, reason=why)
    score_record(kind, record_id=record_id)
    return override


@transaction.atomic
def restore_rule(kind: RecordKind[Any], *, record_id: int, code: str, actor: User) -> None:
    """Let a rule count again for a record; nothing happens where it did not stand aside."""
    record = _to_write(kind, record_id, actor)
    found = Override.objects.filter(record_kind=kind.name, record_id=record_id, code=code)
    if found.delete()[0]:
        audit.record(record, "restore", actor=actor, reason=str(RuleCode(code).label))
        score_record(kind, record_id=record_id)


def _to_write(kind: RecordKind[Any], record_id: int, actor: User) -> Record:
    record: Record = kind.model._base_manager.select_for_update().get(pk=record_id)
    if not kind.may_edit(actor, record):
        raise PermissionDenied
    if not record.is_editable:
        raise NotInThisState
    return record


def forget_record(kind: RecordKind[Any], *, record_id: int) -> None:
    """Drop the scores of a record that is gone, and the rules set aside for it."""
    for model in (Specificity, Override):
        model._default_manager.filter(record_kind=kind.name, record_id=record_id).delete()


def _score_kind(kind: RecordKind[Any], ruleset: Ruleset) -> int:
    rows: list[Specificity] = []
    count, total = 0, kind.model._base_manager.count()
    for record in kind.model._base_manager.order_by("pk").iterator(chunk_size=BATCH):
        rows.append(_row(kind, record, ruleset))
        count += 1
        if len(rows) == BATCH:
            _keep(rows)
            rows = []
            tell_progress(count, total)
    _keep(rows)
    tell_progress(count, total)
    return count


def _row(kind: RecordKind[Any], record: Record, ruleset: Ruleset) -> Specificity:
    found: Assessment = selectors.assess_record(kind, record, ruleset)
    return Specificity(
        record_kind=kind.name,
        record_id=record.pk,
        ruleset=ruleset,
        score=found.score,
        parts=[_kept(part) for part in found.parts],
        vague=list(found.vague),
        computed_at=timezone.now(),
    )


def _kept(part: Part) -> dict[str, Any]:
    """Keep the figures of a part; the passages are read anew where they are shown."""
    row = asdict(part)
    row.pop("passages")
    return row | {"gained": round(part.gained, 2), "lost": round(part.lost, 2)}


def _keep(rows: Iterable[Specificity]) -> None:
    Specificity.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["record_kind", "record_id", "ruleset"],
        update_fields=["score", "parts", "vague", "computed_at"],
    )
