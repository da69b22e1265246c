"""Hand-overs: the carrier says what will come, each side says for itself how much has come."""

import datetime
from dataclasses import dataclass
from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Organisation, User
from matchmaking import audit
from matchmaking.errors import DomainError
from matchmaking.monitoring.models import Result, Undertaking
from matchmaking.progress import notices, policies
from matchmaking.progress.choices import Side
from matchmaking.progress.models import HandOver, Statement
from matchmaking.progress.services.common import keep, locked, refuse_closed, refuse_future


@dataclass(frozen=True)
class Arrived:
    """How much has been handed over so far, in all."""

    quantity: Decimal
    on: datetime.date
    note: str = ""
    file: File[bytes] | None = None


@transaction.atomic
def plan_hand_over(
    *,
    undertaking_id: int,
    actor: User,
    words: str,
    quantity: Decimal,
    unit: str,
    result: Result | None = None,
) -> HandOver:
    """Say what will be handed over, how many in all."""
    undertaking = locked(undertaking_id)
    if not policies.plans_hand_over(actor, undertaking):
        raise PermissionDenied
    refuse_closed(undertaking)
    if quantity <= 0:
        raise DomainError(_("Say how many: more than nothing."), field="quantity")
    if result is not None and result.undertaking_id != undertaking.pk:
        raise DomainError(_("Choose an output of this project."), field="result")
    row: HandOver = HandOver.objects.create(
        undertaking=undertaking,
        words=words.strip(),
        quantity=quantity,
        unit=unit.strip(),
        result=result,
        entered_by=actor,
    )
    audit.record(undertaking, "plan_hand_over", actor=actor, reason=row.words)
    return row


@transaction.atomic
def state_hand_over(*, hand_over_id: int, actor: User, said: Arrived) -> Statement:
    """Say for a side how much has been handed over; what both say counts, so the smaller figure."""
    row = HandOver.objects.get(pk=hand_over_id)
    row.undertaking = locked(row.undertaking_id)
    side = policies.spoken_side(actor, row.undertaking)
    if side is None:
        raise PermissionDenied
    refuse_closed(row.undertaking)
    refuse_future(said.on, "on")
    if not 0 <= said.quantity <= row.quantity:
        words = {"quantity": f"{row.quantity.normalize():f}", "unit": row.unit}
        raise DomainError(_("From 0 to %(quantity)s %(unit)s.") % words, field="quantity")
    statement = Statement.objects.create(
        hand_over=row,
        side=side,
        quantity=said.quantity,
        on=said.on,
        note=said.note.strip(),
        document=keep(said.file, _home(row.undertaking, side), actor),
        stated_by=actor,
    )
    audit.record(row.undertaking, "state_hand_over", actor=actor, reason=str(statement))
    notices.tell_of_hand_over(statement, actor)
    return statement


def _home(undertaking: Undertaking, side: Side) -> Organisation:
    if undertaking.project is None:  # only projects have hand-overs
        raise LookupError(undertaking.pk)
    application = undertaking.project.application
    if side == Side.GIVER:
        return undertaking.project.carrier
    if application.proposal.applicant_id == undertaking.project.carrier.pk:
        return application.call.fund.organisation
    return application.proposal.applicant
