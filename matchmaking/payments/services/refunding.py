"""Money that comes back to the fund."""

import datetime
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from matchmaking import audit
from matchmaking.errors import DomainError
from matchmaking.ledger import services as ledger
from matchmaking.money import Money
from matchmaking.payments import notices, policies
from matchmaking.payments.models import Refund
from matchmaking.payments.services.common import (
    fund_of,
    keep,
    locked,
    refuse_future,
    refuse_nothing,
)
from matchmaking.payments.services.spending import to_account_for


@dataclass(frozen=True)
class Returned:
    """Money that arrived: how much, when, what for, and the bank's paper."""

    amount: Money
    received_on: datetime.date
    words: str
    file: File[bytes]


@transaction.atomic
def record_refund(*, project_id: int, actor: User, key: str, returned: Returned) -> Refund:
    """Write down a refund that arrived; the same `key` writes it once."""
    project = locked(project_id)
    if not policies.administers(actor, project):
        raise PermissionDenied
    there = Refund.objects.filter(key=key, project=project).select_related("project").first()
    if there:
        return there
    refuse_nothing(returned.amount)
    refuse_future(returned.received_on, "received_on")
    left = to_account_for(project)
    if returned.amount.minor > left.minor:
        words = {"left": left}
        raise DomainError(
            _("Only %(left)s were paid and neither spent nor refunded.") % words, field="amount"
        )
    refund = Refund.objects.create(
        project=project,
        key=key,
        amount_minor=returned.amount.minor,
        received_on=returned.received_on,
        words=returned.words.strip(),
        document=keep(returned.file, fund_of(project), actor),
        recorded_by=actor,
    )
    ledger.refund(
        application_id=project.application_id,
        amount=refund.amount,
        actor=actor,
        key=f"refund:{refund.pk}",
        document=refund.document,
        booked_on=refund.received_on,
    )
    audit.record(project, "record_refund", actor=actor, reason=str(refund.amount))
    notices.tell_of_refund(refund, actor)
    return refund
