"""Funds, contributions and projects for the tests of the ledger.

Proposals and applications are rows here: how they come about is tested where it happens.
"""

import datetime
from itertools import count

from django.core.files.base import ContentFile
from django.utils import timezone

from accounts.models import Organisation
from matchmaking.applications.models import Application, Declaration
from matchmaking.documents.services import store_attachment
from matchmaking.funds.models import Call, Fund, Rules
from matchmaking.ledger import services
from matchmaking.ledger.facts import EarmarkData
from matchmaking.money import Money
from matchmaking.projects.models import Proposal
from matchmaking.vocabulary.models import ExchangeRate
from tests import cast

TODAY = timezone.localdate()
NEXT = count(1)


def fund(currency="USD", name="Test Fund"):
    """Make the fund that tomas administers."""
    tomas = cast.join("tomas")
    place = Organisation.objects.get(memberships__user=tomas)
    made, _new = Fund.objects.get_or_create(
        name=name,
        defaults={"organisation": place, "currency": currency, "created_by": tomas},
    )
    return made


def call(of=None):
    of = of or fund()
    tomas = cast.join("tomas")
    rules, _new = Rules.objects.get_or_create(fund=of, number=1, defaults={"created_by": tomas})
    return Call.objects.create(
        fund=of,
        rules=rules,
        title=f"Call {next(NEXT)}",
        opens_at=timezone.now(),
        is_rolling=True,
        currency=of.currency,
        created_by=tomas,
    )


def application(of_call=None, country="KEN", countries=(), themes=("COL.01",), **fields):
    """Make a project that applies: of one State, for marking."""
    of_call = of_call or call()
    amina = cast.join("amina")
    state = Organisation.objects.get(memberships__user=amina)
    proposal = Proposal.objects.create(
        title="Marking of arms",
        status="approved",
        applicant=state,
        country_id=country,
        currency=of_call.currency,
        created_by=amina,
    )
    proposal.themes.set(themes)
    proposal.countries.set(countries)
    number = f"T-{next(NEXT):06d}"
    return Application.objects.create(call=of_call, proposal=proposal, number=number, **fields)


def usd(units):
    return Money.of(units, "USD")


def eur(units):
    return Money.of(units, "EUR")


def key():
    return f"test:{next(NEXT)}"


def pledged(amount=None, of=None, earmark=None, donor=None, **how):
    of = of or fund()
    donor = donor or Organisation.objects.get(memberships__user=cast.join("dina"))
    return services.pledge(
        fund_id=of.pk,
        donor_id=donor.pk,
        amount=amount or usd(1000),
        earmark=earmark or EarmarkData(),
        **{"key": key(), "actor": cast.join("tomas")} | how,
    )


def received(amount=None, **how):
    """Let a donor pledge an amount and pay all of it."""
    contribution = pledged(amount, **how)
    receive(contribution, amount or usd(1000))
    return contribution


def receive(contribution, amount, **how):
    said = {"actor": cast.join("tomas"), "key": key()} | how
    return services.receive(contribution_id=contribution.pk, amount=amount, **said)


def on_project(act, application, amount=None, **how):
    """Let tomas do an act on the money of a project."""
    said = {"actor": cast.join("tomas"), "key": key()} | how
    if amount is not None:
        said["amount"] = amount
    return getattr(services, act)(application_id=application.pk, **said)


def rate(currency, per_usd, on=TODAY, source="Test rates"):
    return ExchangeRate.objects.update_or_create(
        currency_id=currency, on=on, defaults={"per_usd": per_usd, "source": source}
    )[0]


def days(number):
    return TODAY + datetime.timedelta(days=number)


def figures(posting):
    """Return what a posting says, as an auditor reads it: account, currency, amount, own amount."""
    rows = posting.entries.select_related("account").order_by("pk")
    return {
        (row.account.contribution_id, row.account.get_kind_display(), row.account.currency): (
            row.amount_minor,
            row.reporting_minor,
        )
        for row in rows
    }


def records_for_the_table():
    """Make what the table of addresses names: books, a contributor, a paid project, a posting."""
    contribution = received()
    paper = store_attachment(
        organisation=contribution.donor,
        file=ContentFile(b"Advice of the bank", name="advice.txt"),
        actor=cast.join("tomas"),
    )
    project = application(of_call=call(contribution.fund))
    Declaration.objects.create(application=project, person=cast.join("tomas"))
    on_project("commit", project, usd(100))
    return {
        "book": contribution.fund,
        "contributor": contribution.donor,
        "paid-project": project,
        "booked": on_project("disburse", project, usd(40), document=paper),
    }
