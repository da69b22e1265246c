"""Contributions: what a donor pledges, what it may be used for, and what arrived of it."""

import datetime
from dataclasses import dataclass, field

from django.core.exceptions import PermissionDenied
from django.core.files import File
from django.db import transaction

from accounts.models import Organisation, User
from matchmaking.funds.models import Fund
from matchmaking.ledger import services as ledger
from matchmaking.ledger.facts import EarmarkData
from matchmaking.ledger.models import Contribution
from matchmaking.money import Money
from matchmaking.payments import notices, policies
from matchmaking.payments.services.common import keep, refuse_future, refuse_nothing


@dataclass(frozen=True)
class Gift:
    """What somebody gives: to which fund, how much, what for, and the paper that says so."""

    fund_id: int
    donor_id: int
    amount: Money
    pledged_on: datetime.date
    earmark: EarmarkData = field(default_factory=EarmarkData)
    reference: str = ""
    note: str = ""
    file: File[bytes] | None = None


@transaction.atomic
def pledge_contribution(*, actor: User, gift: Gift, key: str) -> Contribution:
    """Enter a pledge: for one's own organisation, or for a donor who wrote to the fund."""
    fund = Fund.objects.select_related("organisation").get(pk=gift.fund_id)
    donor = Organisation.objects.get(pk=gift.donor_id)
    if not policies.pledges(actor, fund, donor):
        raise PermissionDenied
    refuse_nothing(gift.amount)
    refuse_future(gift.pledged_on, "pledged_on")
    contribution = ledger.pledge(
        fund_id=fund.pk,
        donor_id=donor.pk,
        amount=gift.amount,
        actor=actor,
        key=key,
        pledged_on=gift.pledged_on,
        earmark=gift.earmark,
        reference=gift.reference,
        document=keep(gift.file, donor, actor) if gift.file else None,
        note=gift.note,
    )
    notices.tell_of_pledge(contribution, actor)
    return contribution


@transaction.atomic
def receive_instalment(
    *,
    contribution_id: int,
    actor: User,
    amount: Money,
    received_on: datetime.date,
    key: str,
    file: File[bytes] | None = None,
) -> Contribution:
    """Write down what arrived of a pledge, at the rate of that day; once for each `key`."""
    rows = Contribution.objects.select_related("fund__organisation", "donor")
    contribution = rows.get(pk=contribution_id)
    if not policies.receives(actor, contribution):
        raise PermissionDenied
    refuse_nothing(amount)
    refuse_future(received_on, "received_on")
    ledger.receive(
        contribution_id=contribution.pk,
        amount=amount,
        actor=actor,
        key=key,
        booked_on=received_on,
        document=keep(file, contribution.fund.organisation, actor) if file else None,
    )
    notices.tell_of_instalment(contribution, actor, key, str(amount))
    return contribution
