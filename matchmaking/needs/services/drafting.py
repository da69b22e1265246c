"""Writing a request: begin it, change it, save it in passing, throw a draft away."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from decimal import Decimal
from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

import search
from accounts.models import Organisation, User
from matchmaking import audit
from matchmaking.errors import ChangedMeanwhile, NotInThisState
from matchmaking.needs import policies
from matchmaking.needs.choices import NeedStatus
from matchmaking.needs.models import Need
from matchmaking.needs.services.changes import LINK_FIELDS, PLAIN_FIELDS, differences, snapshot
from matchmaking.needs.services.completeness import refuse_contradictions, refuse_incomplete
from matchmaking.needs.signals import need_changed
from matchmaking.reports.models import CandidateNeed
from matchmaking.workflow import compare_and_set

Fields = Mapping[str, Any]


class StaleNeed(ChangedMeanwhile):
    """Somebody saved the request after this person had opened it."""

    def __init__(self, need: Need) -> None:
        latest = next((e for e in audit.history(need) if e.who), None)
        who = latest.who if latest else ""
        super().__init__(
            _(
                "%(who)s changed this request after you had opened it. Your own text is still in "
                "the form below; compare it with theirs, then save again."
            )
            % {"who": who or _("Somebody else")}
        )
        self.need = need


@dataclass(frozen=True)
class LineData:
    """One line as a person typed it; `pk` names the line it replaces, None a new one."""

    kind_id: str
    description: str = ""
    quantity: Decimal | None = None
    unit: str = ""
    cost_minor: int | None = None
    pk: int | None = None


@transaction.atomic
def draft_need(
    *,
    actor: User,
    organisation: Organisation,
    fields: Fields,
    lines: Iterable[LineData] = (),
) -> Need:
    """Begin a request of a State; it may be incomplete."""
    if not policies.drafts_for(actor, organisation):
        raise PermissionDenied
    need = Need(organisation=organisation, country_id=organisation.country_code, created_by=actor)
    refuse_contradictions(need, fields)
    for name, value in _plain(fields).items():
        setattr(need, name, value)
    need.save()
    _write_links(need, fields)
    _write_lines(need, lines)
    audit.record(need, "create", actor=actor)
    search.enqueue("need", [need.pk])
    return need


@transaction.atomic
def edit_need(
    *,
    need_id: int,
    version: int,
    actor: User,
    fields: Fields,
    lines: Iterable[LineData] | None = None,
) -> Need:
    """Change what a request says; raise StaleNeed when `version` is no longer the latest.

    A published request must stay complete. `lines` None leaves the lines alone.
    """
    need = _to_write(need_id, actor, version)
    _write(need, actor, fields, lines)
    if need.status == NeedStatus.PUBLISHED:
        refuse_incomplete(need)
    return need


@transaction.atomic
def autosave_need(
    *,
    need_id: int,
    version: int,
    actor: User,
    fields: Fields,
    lines: Iterable[LineData] | None = None,
) -> Need:
    """Keep the text of a draft while it is being typed; never over a newer version."""
    need = _to_write(need_id, actor, version)
    if need.status != NeedStatus.DRAFT:
        raise NotInThisState
    _write(need, actor, fields, lines)
    return need


@transaction.atomic
def delete_draft(*, need_id: int, actor: User) -> None:
    """Throw a draft away. What was ever submitted stays on record and can be withdrawn."""
    need = Need.objects.select_for_update().get(pk=need_id)
    if not policies.drafts_need(actor, need):
        raise PermissionDenied
    if need.status != NeedStatus.DRAFT or need.submitted_at:
        raise NotInThisState(_("Only a draft that was never submitted can be deleted."))
    audit.record(need, "delete", actor=actor)
    need.delete()
    search.enqueue("need", [need_id])


@transaction.atomic
def draft_need_from_candidate(*, candidate_id: int, actor: User) -> Need:
    """Begin the request that a passage of a report speaks of; asking twice begins one only.

    The passage is kept as reported; the description starts as its copy and is the State's to
    improve.
    """
    candidate = CandidateNeed.objects.select_related("report__organisation").get(pk=candidate_id)
    existing = Need.objects.filter(candidate=candidate).first()
    if existing:
        return existing
    need = draft_need(
        actor=actor,
        organisation=candidate.report.organisation,
        fields=_fields_of(candidate),
        lines=_lines_of(candidate),
    )
    need.candidate = candidate
    need.reported_quote = candidate.quote
    need.reported_ref = candidate.ref
    need.reported_page = candidate.page
    need.save(update_fields=["candidate", "reported_quote", "reported_ref", "reported_page"])
    return need


def _to_write(need_id: int, actor: User, version: int) -> Need:
    need = Need.objects.select_for_update().get(pk=need_id)
    if not policies.edits_need(actor, need):
        raise PermissionDenied
    if not need.is_editable:
        raise NotInThisState
    if need.version != version:
        raise StaleNeed(need)
    return need


def _write(need: Need, actor: User, fields: Fields, lines: Iterable[LineData] | None) -> None:
    refuse_contradictions(need, fields)
    before = snapshot(need)
    compare_and_set(need, updated_at=timezone.now(), **_plain(fields))
    _write_links(need, fields)
    if lines is not None:
        _write_lines(need, lines)
    changes = differences(before, snapshot(need))
    if not changes:
        return
    audit.record(need, "edit", actor=actor, changes=changes)
    search.enqueue("need", [need.pk])
    transaction.on_commit(partial(need_changed.send_robust, sender=Need, need_id=need.pk))


def _plain(fields: Fields) -> dict[str, Any]:
    unknown = set(fields) - {*PLAIN_FIELDS, *LINK_FIELDS}
    if unknown:
        raise LookupError(f"A request has no such fields to write: {sorted(unknown)}")
    return {name: value for name, value in fields.items() if name in PLAIN_FIELDS}


def _write_links(need: Need, fields: Fields) -> None:
    for name in LINK_FIELDS:
        if name in fields:
            getattr(need, name).set(fields[name])


def _write_lines(need: Need, lines: Iterable[LineData]) -> None:
    """Write the lines in order, keeping the identity of those that were there before."""
    old = {line.pk: line for line in need.lines.all()}
    kept = set()
    for position, data in enumerate(lines):
        values = {k: v for k, v in asdict(data).items() if k != "pk"} | {"position": position}
        if data.pk in old and data.pk not in kept:
            need.lines.filter(pk=data.pk).update(**values)
            kept.add(data.pk)
        else:
            need.lines.create(**values)
    need.lines.filter(pk__in=old.keys() - kept).delete()


def _fields_of(candidate: CandidateNeed) -> dict[str, Any]:
    title = candidate.title or " ".join(candidate.quote.split())
    return {
        "title": title if len(title) <= 200 else f"{title[:199]}…",
        "description": candidate.quote,
        "language": candidate.report.language or "en",
        "themes": list(candidate.themes.all()),
        "budget_minor": candidate.amount_minor if candidate.currency else None,
        "currency": candidate.currency,
        "proposal_developed": candidate.proposal_developed,
    }


def _lines_of(candidate: CandidateNeed) -> list[LineData]:
    """Make a line of each kind; a quantity belongs to the first, the passage names only one."""
    kinds = list(candidate.kinds.order_by("code"))
    lines = [LineData(kind_id=kind.pk, unit=kind.unit) for kind in kinds]
    if lines:
        unit = candidate.unit or kinds[0].unit
        lines[0] = LineData(kind_id=kinds[0].pk, quantity=candidate.quantity, unit=unit)
    return lines
