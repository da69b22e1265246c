"""Contributions to the example funds: free and earmarked, in two currencies, partly received."""

import datetime
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from django.core.files.base import ContentFile
from django.utils import timezone

from accounts.choices import Role
from config.example_world import people
from config.example_world.funds import OVER, PARTNERS, STATES
from matchmaking.funds.models import Call, Fund
from matchmaking.ledger.facts import EarmarkData
from matchmaking.ledger.models import Contribution
from matchmaking.money import Money
from matchmaking.payments import services
from matchmaking.payments.services import Gift


class Planned(NamedTuple):
    """A contribution of the example world: what is pledged, for what, and how much arrived."""

    reference: str
    fund: str
    donor: str
    amount: Decimal
    currency: str
    received: tuple[Decimal, ...] = ()
    themes: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    call: str = ""


def _k(thousands: int) -> Decimal:
    return Decimal(thousands * 1000)


CONTRIBUTIONS = (
    Planned("EX-01", PARTNERS, "DEU", _k(400), "EUR", (_k(250), _k(100)), themes=("MRK",)),
    Planned("EX-02", PARTNERS, "UNODC", _k(300), "USD", (_k(300),)),
    Planned("EX-03", PARTNERS, "DEU", _k(80), "EUR", (_k(80),), countries=("SSD", "KEN")),
    Planned("EX-04", PARTNERS, "UNODC", _k(60), "USD", call=OVER),
    Planned("EX-05", STATES, "DEU", _k(150), "EUR", (_k(150),)),
)
# Nothing runs in it, and it names nobody: what every paper of this world looks like.
PAPER = b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n"


def build_contributions() -> Iterator[Contribution]:
    """Pledge and receive the contributions that are missing."""
    for planned in CONTRIBUTIONS:
        if not Contribution.objects.filter(reference=planned.reference).exists():
            yield _contribution(planned)


def paper(name: str) -> ContentFile[bytes]:
    """Return a document of the example world."""
    return ContentFile(PAPER, name=name)


def _contribution(planned: Planned) -> Contribution:
    fund = Fund.objects.select_related("organisation").get(name=planned.fund)
    donor = people.organisation(planned.donor)
    call = Call.objects.filter(title=planned.call).first()
    gift = Gift(
        fund_id=fund.pk,
        donor_id=donor.pk,
        amount=Money.of(planned.amount, planned.currency),
        pledged_on=_ago(100),
        earmark=EarmarkData(
            themes=planned.themes,
            countries=planned.countries,
            call_id=call.pk if call else None,
        ),
        reference=planned.reference,
        file=paper(f"letter-{planned.reference}.pdf"),
    )
    key = f"example:{planned.reference}"
    made = services.pledge_contribution(
        actor=people.speaker(donor, Role.PROGRAMME_OFFICER), gift=gift, key=key
    )
    for number, amount in enumerate(planned.received):
        services.receive_instalment(
            contribution_id=made.pk,
            actor=people.speaker(fund.organisation, Role.FUND_ADMINISTRATOR),
            amount=Money.of(amount, planned.currency),
            received_on=_ago(90 - 30 * number),
            key=f"{key}:{number}",
            file=paper(f"credit-note-{planned.reference}-{number + 1}.pdf"),
        )
    return made


def _ago(days: int) -> datetime.date:
    return timezone.localdate() - datetime.timedelta(days=days)
