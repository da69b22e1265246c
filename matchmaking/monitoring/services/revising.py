"""Changing a framework: proposed with a reason by who reports, in force by consent."""

from collections.abc import Sequence

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from matchmaking import audit
from matchmaking.errors import DomainError, ReasonMissing
from matchmaking.monitoring import carrying, notices, policies
from matchmaking.monitoring.choices import RevisionStatus
from matchmaking.monitoring.models import Indicator, Revision, Undertaking
from matchmaking.monitoring.revising import Change, changes_of, plain, read
from matchmaking.monitoring.services.common import announce, locked
from matchmaking.monitoring.services.frameworks import write_missing
from matchmaking.monitoring.signals import framework_revised
from matchmaking.monitoring.workflow import REVISION_WORKFLOW


@transaction.atomic
def propose_revision(
    *, undertaking_id: int, actor: User, reason: str, changes: Sequence[Change]
) -> Revision:
    """Propose to change the framework; nothing changes before the responsible side agrees."""
    undertaking = locked(undertaking_id)
    if not policies.proposes_revision(actor, undertaking):
        raise PermissionDenied
    if not reason.strip():
        raise ReasonMissing
    if not changes:
        raise DomainError(_("Nothing would be different."))
    if undertaking.revisions.filter(status=RevisionStatus.PROPOSED).exists():
        raise DomainError(_("A change waits for consent already."))
    sides = policies.sides_of(actor, undertaking)
    revision = _next(undertaking, reason, changes, proposed_by=actor, side=(*sides, "")[0])
    audit.record(undertaking, "propose_revision", actor=actor, reason=revision.reason)
    notices.tell_of_proposal(revision, actor)
    return revision


@transaction.atomic
def agree_revision(*, revision_id: int, actor: User, version: int | None = None) -> Revision:
    """Agree to a change: it is in force at once."""
    revision = _locked(revision_id, version)
    _answer(revision, actor)
    REVISION_WORKFLOW.move(revision, "agree_revision", actor=actor)
    _apply(revision)
    audit.record(
        revision.undertaking,
        "agree_revision",
        actor=actor,
        reason=revision.reason,
        changes={"framework": ("", str(len(revision.changes)))},
    )
    notices.tell_of_answer(revision, actor)
    announce(framework_revised, revision.undertaking)
    return revision


@transaction.atomic
def decline_revision(
    *, revision_id: int, actor: User, reason: str, version: int | None = None
) -> Revision:
    """Decline a change, with the reason."""
    revision = _locked(revision_id, version)
    _answer(revision, actor, reason)
    REVISION_WORKFLOW.move(revision, "decline_revision", actor=actor, reason=reason)
    notices.tell_of_answer(revision, actor)
    return revision


@transaction.atomic
def withdraw_revision(*, revision_id: int, actor: User, version: int | None = None) -> Revision:
    """Take a proposed change back."""
    revision = _locked(revision_id, version)
    REVISION_WORKFLOW.move(revision, "withdraw_revision", actor=actor)
    return revision


@transaction.atomic
def follow_amendment(*, undertaking_id: int) -> Revision | None:
    """Bring the lines of the framework in line with an agreement that both sides amended."""
    undertaking = locked(undertaking_id)
    agreement = undertaking.agreement
    if agreement is None or not undertaking.is_open:
        return None
    lines = agreement.lines.select_related("need_line__kind").order_by("position", "pk")
    goals = agreement.need.goals.select_related("indicator").order_by("position", "pk")
    said = carrying.from_agreement(agreement, lines, goals)
    known = {row.key: row for row in undertaking.indicators.filter(key__startswith="line-")}
    changes: list[Change] = []
    for row in said.indicators:
        if row.key in known:
            wanted = {name: row.columns[name] for name in ("unit", "target", "target_on")}
            changes += changes_of(known[row.key], wanted | {"is_dropped": False})
    gone = set(known) - {row.key for row in said.indicators}
    for key in sorted(gone):
        changes += changes_of(known[key], {"is_dropped": True})
    added = write_missing(undertaking, said)
    if not changes and not added:
        return None
    return _follow(undertaking, changes, added)


def _follow(undertaking: Undertaking, changes: list[Change], added: list[Indicator]) -> Revision:
    new = [
        {"indicator": row.pk, "field": "target", "before": None, "after": plain(row.target)}
        for row in added
    ]
    reason = _("The agreement was amended.")
    status = RevisionStatus.IN_FORCE
    revision = _next(undertaking, reason, [*changes, *new], proposed_by=None, status=status)
    _apply(revision)
    audit.record(undertaking, "follow_amendment", actor=None, reason=reason)
    announce(framework_revised, undertaking)
    return revision


def _next(
    undertaking: Undertaking, reason: str, changes: Sequence[Change], **columns: object
) -> Revision:
    last = undertaking.revisions.order_by("-number").values_list("number", flat=True).first()
    return Revision.objects.create(
        undertaking=undertaking,
        number=(last or 0) + 1,
        reason=reason.strip(),
        changes=list(changes),
        **columns,
    )


def _locked(revision_id: int, version: int | None) -> Revision:
    undertaking = locked(Revision.objects.get(pk=revision_id).undertaking_id)
    revision: Revision = Revision.objects.get(pk=revision_id)
    revision.undertaking = undertaking
    if version is not None:
        revision.version = version
    return revision


def _answer(revision: Revision, actor: User, words: str = "") -> None:
    """Write down who answers; the constraint of the table compares them with who proposed."""
    if not policies.answers_revision(actor, revision):
        raise PermissionDenied
    revision.answered_by, revision.answered_at = actor, timezone.now()
    revision.answer = words.strip()
    revision.save(update_fields=["answered_by", "answered_at", "answer"])


def _apply(revision: Revision) -> None:
    rows = {row.pk: row for row in revision.undertaking.indicators.all()}
    for change in revision.changes:
        if change["indicator"] is None:
            _add(revision, change["after"])
            continue
        row, name = rows[change["indicator"]], change["field"]
        setattr(row, name, read(name, change["after"]))
        row.save(update_fields=[name])


def _add(revision: Revision, said: Change) -> None:
    undertaking = revision.undertaking
    position = undertaking.indicators.count()
    columns = {name: read(name, value) for name, value in said.items() if name != "result"}
    result = undertaking.results.filter(pk=said.get("result") or 0).first()
    Indicator.objects.create(
        undertaking=undertaking,
        result=result,
        key=f"rev{revision.number}-{position}",
        position=position,
        number=str(position + 1),
        **columns,
    )
