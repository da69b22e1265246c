"""Saying what was delivered: each side for itself, line by line; both together make the figure."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.core.files import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from matchmaking import audit
from matchmaking.agreements import notices, policies
from matchmaking.agreements.choices import AgreementStatus
from matchmaking.agreements.limits import Faults, FaultyLines
from matchmaking.agreements.models import Agreement, AgreementLine, Delivery
from matchmaking.agreements.selectors.figures import last_words
from matchmaking.agreements.services.common import announce, lines_of, locked
from matchmaking.agreements.shares import Said, agreed_part, delivered_part
from matchmaking.agreements.signals import (
    agreement_fulfilled,
    delivery_confirmed,
    delivery_stated,
)
from matchmaking.agreements.terms import counted
from matchmaking.agreements.workflow import AGREEMENT_WORKFLOW
from matchmaking.documents.services import store_attachment
from matchmaking.errors import DomainError, NotInThisState
from matchmaking.introductions.choices import Side
from matchmaking.introductions.services.common import organisation_of
from matchmaking.money import Money
from matchmaking.writing.notes.scans import refuse_unfit_scan


@dataclass(frozen=True)
class Statement:
    """What has been delivered of a line so far, in all: counted, or paid where money is agreed."""

    line_id: int
    on: datetime.date
    quantity: Decimal | None = None
    amount_minor: int | None = None
    note: str = ""
    evidence: File[bytes] | None = None


@transaction.atomic
def state_delivery(
    *, agreement_id: int, actor: User, side: str = "", statements: Collection[Statement]
) -> Agreement:
    """Say for a side what has been delivered; the agreement is fulfilled once both confirm all."""
    agreement = locked(agreement_id)
    spoken = _side(agreement, actor, side)
    if agreement.status != AgreementStatus.SIGNED:
        raise NotInThisState
    lines = {line.pk: line for line in lines_of(agreement)}
    _refuse_faults(lines, statements)
    before = _delivered(agreement)
    for statement in statements:
        _write(agreement, lines[statement.line_id], spoken, statement, actor)
    notices.tell_of_delivery(agreement, spoken, actor)
    announce(delivery_stated, agreement)
    if _delivered(agreement) != before:
        announce(delivery_confirmed, agreement)
    fulfil_if_complete(agreement)
    return agreement


def _side(agreement: Agreement, actor: User, side: str) -> Side:
    own = policies.signs_for(actor, agreement)
    if not own or (side and side not in own):
        raise PermissionDenied
    return Side(side) if side else own[0]


def _refuse_faults(lines: dict[int, AgreementLine], statements: Collection[Statement]) -> None:
    if not statements:
        raise DomainError(_("Say of at least one line what was delivered."), field="lines")
    faults = {
        position: _faults_of(lines.get(statement.line_id), statement)
        for position, statement in enumerate(statements)
    }
    found = {position: fault for position, fault in faults.items() if fault}
    if found:
        raise FaultyLines(found)


def _faults_of(line: AgreementLine | None, said: Statement) -> Faults:
    if line is None:
        return {"quantity": _("This is no line of the agreement.")}
    if said.on > timezone.localdate():
        return {"on": _("This day has not come yet.")}
    if line.quantity is not None:
        return _counted_fault(line.quantity, line.need_line.unit, said.quantity)
    return _paid_fault(line.amount, said.amount_minor)


def _counted_fault(agreed: Decimal, unit: str, said: Decimal | None) -> Faults:
    if said is None or said < 0:
        return {"quantity": _("Say how many have been delivered so far, in all.")}
    if said > agreed:
        words = {"agreed": counted(agreed, unit, grouped=True)}
        return {"quantity": _("%(agreed)s are agreed. Amend the agreement for more.") % words}
    return {}


def _paid_fault(agreed: Money | None, said: int | None) -> Faults:
    if said is None or said < 0:
        return {"quantity": _("Say how much has been paid so far, in all.")}
    if agreed and said > agreed.minor:
        words = {"agreed": agreed}
        return {"quantity": _("%(agreed)s are agreed. Amend the agreement for more.") % words}
    return {}


def _write(
    agreement: Agreement, line: AgreementLine, side: Side, said: Statement, actor: User
) -> Delivery:
    evidence = None
    if said.evidence:
        refuse_unfit_scan(said.evidence)
        owner = organisation_of(agreement.introduction, side)
        evidence = store_attachment(organisation=owner, file=said.evidence, actor=actor)
    row = Delivery.objects.create(
        line=line,
        side=side,
        quantity=said.quantity if line.quantity is not None else None,
        amount_minor=said.amount_minor if line.quantity is None else None,
        on=said.on,
        note=said.note.strip(),
        evidence=evidence,
        stated_by=actor,
    )
    changes = {f"delivered: {line}": ("", f"{row.in_words()} ({row.on.isoformat()})")}
    audit.record(agreement, "state_delivery", actor=actor, reason=row.note, changes=changes)
    return row


def _delivered(agreement: Agreement) -> list[object]:
    lines = lines_of(agreement)
    words = last_words([line.pk for line in lines])
    return [delivered_part(line, words.get(line.pk, {})) for line in lines]


def fulfil_if_complete(agreement: Agreement) -> None:
    """Close the agreement once both sides have confirmed every line in full."""
    lines = lines_of(agreement)
    words = last_words([line.pk for line in lines])
    if not all(is_complete(line, words.get(line.pk, {})) for line in lines):
        return
    AGREEMENT_WORKFLOW.move(agreement, "fulfil", actor=None)
    agreement.fulfilled_at = timezone.now()
    agreement.save(update_fields=["fulfilled_at"])
    notices.tell_of_fulfilment(agreement)
    announce(agreement_fulfilled, agreement)


def is_complete(line: AgreementLine, said: Said) -> bool:
    """Say whether both sides confirmed all that the line says."""
    return delivered_part(line, said) == agreed_part(line)
