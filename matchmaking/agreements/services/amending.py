"""Changing what was signed: proposed by one side, in force once the other one signs."""

from collections.abc import Iterable
from dataclasses import asdict
from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from matchmaking import audit
from matchmaking.agreements import limits, notices, policies
from matchmaking.agreements.choices import AgreementStatus, AmendmentStatus
from matchmaking.agreements.limits import FaultyLines, Room
from matchmaking.agreements.models import Agreement, AgreementLine, Amendment
from matchmaking.agreements.selectors.figures import last_words
from matchmaking.agreements.services.capacity import hold
from matchmaking.agreements.services.common import announce, lines_of, locked, terms_of, write_lines
from matchmaking.agreements.services.covering import settle_coverage
from matchmaking.agreements.services.delivering import fulfil_if_complete
from matchmaking.agreements.services.signing import refuse_closed_request, write_signature
from matchmaking.agreements.shares import Part, delivered_part
from matchmaking.agreements.signals import agreement_amended
from matchmaking.agreements.terms import (
    Change,
    TermsData,
    changes_between,
    counted,
    data_of,
    for_trail,
)
from matchmaking.agreements.workflow import AMENDMENT_WORKFLOW
from matchmaking.errors import DomainError, NotInThisState, ReasonMissing
from matchmaking.introductions.choices import Side
from matchmaking.introductions.services import Paper
from matchmaking.workflow import compare_and_set


@transaction.atomic
def propose_amendment(
    *,
    agreement_id: int,
    version: int,
    actor: User,
    lines: Iterable[TermsData],
    why: str,
    terms: str = "",
) -> Amendment:
    """Propose to change a signed agreement; it stays as it is until the other side signs."""
    agreement = locked(agreement_id)
    side = _proposing_side(agreement, actor)
    if agreement.version != version:
        raise NotInThisState
    if agreement.amendments.filter(status=AmendmentStatus.PROPOSED).exists():
        raise DomainError(_("An amendment is open already. It must be answered first."))
    if not why.strip():
        raise ReasonMissing
    rows = list(lines)
    _refuse_faults(agreement, rows)
    amendment = _write(agreement, side, actor, rows, why.strip(), terms.strip())
    write_signature(agreement, side, actor, amendment=amendment)
    changes = for_trail([Change(**row) for row in amendment.changes])
    audit.record(agreement, "propose_amendment", actor=actor, reason=amendment.why, changes=changes)
    notices.tell_of_amendment(amendment, actor)
    return amendment


@transaction.atomic
def sign_amendment(
    *, amendment_id: int, actor: User, version: int | None = None, paper: Paper | None = None
) -> Amendment:
    """Sign for the other side: the lines change, and capacity moves by the difference.

    Raise TooMuch where others took a part of what would be added: then nothing happens at all.
    """
    amendment = _locked(amendment_id, version)
    agreement = amendment.agreement
    AMENDMENT_WORKFLOW.move(amendment, "sign_amendment", actor=actor)
    rows = _rows_of(amendment)
    limits.refuse_too_much(_room(agreement), rows)
    _refuse_undelivered(agreement, rows)
    side = next(s for s in policies.signs_for(actor, agreement) if s != amendment.side)
    write_signature(agreement, side, actor, amendment=amendment, paper=paper)
    changes = for_trail(_changes(amendment))
    _apply(amendment, rows)
    _close(amendment)
    _record(amendment, "sign_amendment", actor, changes)
    settle_coverage(agreement.introduction.need_id)
    notices.tell_of_answer(amendment, actor)
    announce(agreement_amended, agreement)
    fulfil_if_complete(agreement)
    return amendment


@transaction.atomic
def decline_amendment(*, amendment_id: int, actor: User, reason: str) -> Amendment:
    """Say no to an amendment; what was signed before stays in force."""
    amendment = _locked(amendment_id)
    AMENDMENT_WORKFLOW.move(amendment, "decline_amendment", actor=actor, reason=reason)
    amendment.answer = reason.strip()
    _close(amendment)
    _record(amendment, "decline_amendment", actor)
    notices.tell_of_answer(amendment, actor)
    return amendment


@transaction.atomic
def withdraw_amendment(*, amendment_id: int, actor: User) -> Amendment:
    """Take an amendment back that the other side has not answered."""
    amendment = _locked(amendment_id)
    AMENDMENT_WORKFLOW.move(amendment, "withdraw_amendment", actor=actor)
    _close(amendment)
    _record(amendment, "withdraw_amendment", actor)
    notices.tell_of_answer(amendment, actor)
    return amendment


def _locked(amendment_id: int, version: int | None = None) -> Amendment:
    """Return an amendment for writing, with its agreement, as its reader last saw it."""
    agreement_id = Amendment.objects.values_list("agreement", flat=True).get(pk=amendment_id)
    agreement = locked(agreement_id)
    amendment = Amendment.objects.select_for_update(of=("self",)).get(pk=amendment_id)
    amendment.agreement = agreement
    if version is not None:
        amendment.version = version
    return amendment


def _proposing_side(agreement: Agreement, actor: User) -> Side:
    own = policies.signs_for(actor, agreement)
    if not own:
        raise PermissionDenied
    if agreement.status != AgreementStatus.SIGNED:
        raise NotInThisState
    return own[0]


def _room(agreement: Agreement) -> Room:
    """Return what the lines may take: their own, and what is open and left beside it."""
    day = timezone.localdate(agreement.signed_at)
    return limits.room_of(agreement.introduction, terms_of(agreement), on=day)


def _refuse_faults(agreement: Agreement, rows: list[TermsData]) -> None:
    if not rows:
        raise DomainError(_("Keep at least one line, or end the agreement."), field="lines")
    limits.refuse_faults(_room(agreement), rows)
    _refuse_undelivered(agreement, rows)


def _refuse_undelivered(agreement: Agreement, rows: list[TermsData]) -> None:
    """Raise where a line would say less than was delivered of it already."""
    kept = {row.pk: (position, row) for position, row in enumerate(rows) if row.pk}
    lines = lines_of(agreement)
    words = last_words([line.pk for line in lines])
    for line in (line for line in lines if line.pk in words):
        if line.pk not in kept:
            message = _("“%(line)s” cannot be dropped: something of it was delivered.")
            raise DomainError(message % {"line": line}, field="lines")
        position, row = kept[line.pk]
        if (row.need_line_id, row.offer_line_id) != (line.need_line_id, line.offer_line_id):
            raise FaultyLines({position: {"need_line": _("Something of it was delivered.")}})
        _refuse_less(position, row, line, delivered_part(line, words[line.pk]))


def _refuse_less(position: int, row: TermsData, line: AgreementLine, delivered: Part) -> None:
    if row.quantity is not None and row.quantity < (delivered.quantity or 0):
        there = counted(delivered.quantity, line.need_line.unit, grouped=True)
        said = _("%(delivered)s have been delivered already.") % {"delivered": there}
        raise FaultyLines({position: {"quantity": said}})
    if (row.quantity is None) != (line.quantity is None):
        counts = _("Something of it was delivered: count it as before.")
        raise FaultyLines({position: {"quantity": counts}})
    paid = delivered.amount if line.quantity is None else None
    if paid and (row.currency != paid.currency or (row.amount_minor or 0) < paid.minor):
        spent = _("%(delivered)s have been paid already.") % {"delivered": paid}
        raise FaultyLines({position: {"amount": spent}})


def _write(
    agreement: Agreement, side: Side, actor: User, rows: list[TermsData], why: str, terms: str
) -> Amendment:
    amendment = Amendment.objects.create(
        agreement=agreement,
        number=agreement.amendments.count() + 1,
        why=why,
        terms=terms,
        side=side,
        proposed_by=actor,
    )
    for position, row in enumerate(rows):
        amendment.lines.create(line_id=row.pk, position=position, **row.columns())
    amendment.changes = [asdict(change) for change in _changes(amendment)]
    if not amendment.changes:
        raise DomainError(_("Nothing would change. Change something first."), field="lines")
    amendment.save(update_fields=["changes"])
    return amendment


def _changes(amendment: Amendment) -> list[Change]:
    agreement = amendment.agreement
    rows = amendment.lines.select_related("need_line__kind", "offer_line__kind")
    found = changes_between(lines_of(agreement), list(rows.order_by("position", "pk")))
    if amendment.terms != agreement.terms:
        found.append(Change("", "terms", agreement.terms, amendment.terms))
    return found


def _rows_of(amendment: Amendment) -> list[TermsData]:
    return [data_of(line) for line in amendment.lines.order_by("position", "pk")]


def _apply(amendment: Amendment, rows: list[TermsData]) -> None:
    """Give back what becomes free, write the lines, take what is added."""
    agreement = amendment.agreement
    kept = {row.pk: row for row in rows}
    before = lines_of(agreement)
    if any(_adds(kept.get(line.pk), line) for line in before) or len(rows) > len(before):
        refuse_closed_request(agreement)
    hold(agreement, {line.pk: _kept_of(line, kept.get(line.pk)) for line in before})
    write_lines(agreement, rows)
    hold(agreement, {line.pk: line.taken for line in agreement.lines.all()})
    agreement.terms = amendment.terms
    agreement.save(update_fields=["terms"])
    compare_and_set(agreement)


def _adds(row: TermsData | None, line: AgreementLine) -> bool:
    return row is not None and (row.taken_or_same or 0) > line.taken


def _kept_of(line: AgreementLine, row: TermsData | None) -> Decimal:
    """Return what a line keeps of what it holds: nothing where it goes, or moves elsewhere."""
    if row is None or row.offer_line_id != line.offer_line_id:
        return Decimal(0)
    return min(line.taken, row.taken_or_same or Decimal(0))


def _close(amendment: Amendment) -> None:
    amendment.closed_at = timezone.now()
    amendment.save(update_fields=["closed_at", "answer"])


def _record(
    amendment: Amendment, verb: str, actor: User, changes: audit.Changes | None = None
) -> None:
    """Tell it in the history of the agreement too, which is the one people read."""
    audit.record(amendment.agreement, verb, actor=actor, reason=amendment.answer, changes=changes)
