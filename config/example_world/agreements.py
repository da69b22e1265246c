"""One request that several donors cover together: delivered in part, signed, and pledged."""

import datetime
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.utils import timezone

from config.example_world.introductions import build_case
from matchmaking.agreements import services
from matchmaking.agreements.models import Agreement
from matchmaking.introductions.models import Introduction
from matchmaking.needs.models import Need
from matchmaking.offers.models import Offer

REQUEST = "Armes saisies gardées dans les greffes"
PART = "TRN.COURSE"
# The offer, how many of the forty, what they are worth, and how far it has come.
GIVERS: tuple[tuple[str, int, str, str], ...] = (
    ("Secure exhibits: stores, cabinets and chain of custody", 20, "CAD 36000", "delivered"),
    ("Sistema de control de armas de vigilancia privada", 12, "USD 14000", "signed"),
    ("Curso interinstitucional sobre depósitos de armas", 8, "USD 9000", "proposed"),
)
MESSAGE = "We would like to take a part of the training."


def build_agreements() -> Iterator[Agreement]:
    """Make the agreements on the request that are missing."""
    need = Need.objects.filter(title=REQUEST, status="published").first()
    for title, quantity, worth, state in GIVERS:
        offer = Offer.objects.filter(title__startswith=title, status="published").first()
        tries = Introduction.objects.filter(need=need, offer=offer)
        if need and offer and not tries.exists():
            case: dict[str, Any] = {
                "by": "giver",
                "message": MESSAGE,
                "accept": ["recipient"],
                "said": [],
            }
            yield _agreement(build_case(need, offer, case), quantity, worth, state)


def _agreement(introduction: Introduction, quantity: int, worth: str, state: str) -> Agreement:
    need, offer = introduction.need, introduction.offer
    currency, amount = worth.split()
    line = services.TermsData(
        need_line_id=need.lines.get(kind=PART).pk,
        offer_line_id=offer.lines.get(kind=PART).pk,
        quantity=Decimal(quantity),
        amount_minor=int(amount) * 100,
        currency=currency,
        ends_on=timezone.localdate() + datetime.timedelta(days=300),
        channel=offer.channel,
        deliverer=str(offer.organisation),
    )
    giver, recipient = offer.created_by, need.created_by
    agreement = services.begin_agreement(introduction_id=introduction.pk, actor=giver, lines=[line])
    services.sign_agreement(agreement_id=agreement.pk, actor=giver)
    if state == "proposed":
        return agreement
    agreement = services.sign_agreement(agreement_id=agreement.pk, actor=recipient)
    if state == "delivered":
        for actor, said in ((giver, 10), (recipient, 8)):
            _deliver(agreement, actor, said)
    return agreement


def _deliver(agreement: Agreement, actor: Any, quantity: int) -> None:
    said = services.Statement(
        line_id=agreement.lines.get().pk, on=timezone.localdate(), quantity=Decimal(quantity)
    )
    services.state_delivery(agreement_id=agreement.pk, actor=actor, statements=[said])
