"""The dashboard at 10,000 requests, 2,000 offers and 2,000 funded projects: server time, queries.

Runs on SQLite in a folder of its own, through the whole stack of middleware and templates. The
medians are what all but the first reader meet; right after a change every fact is read again.
"""

import datetime
import random
import statistics
import time
from typing import NamedTuple

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.bench.pages import ROWS, in_a_world_of_its_own

PROJECTS = OFFERS = 2_000
ROUNDS = 15
AIM_MS = 300


class Times(NamedTuple):
    """Medians in milliseconds, and the number of queries."""

    clock: float
    cpu: float
    cold: float
    queries: int


def main() -> None:
    """Print a table: page, milliseconds by the clock and of CPU, right after a change, queries."""
    with in_a_world_of_its_own():
        _fill()
        _print(_measure())


def _fill() -> None:
    from matchmaking.insights import services

    chance = random.Random(11)
    _write_offers(chance)
    _write_projects(chance)
    start = time.perf_counter()
    services.rebuild()
    print(f"Reading all facts anew: {time.perf_counter() - start:.1f} s")
    start = time.perf_counter()
    assert not services.disagreements()
    print(f"Comparing them with the records: {time.perf_counter() - start:.1f} s\n")


def _write_offers(chance: random.Random) -> None:
    from django.utils import timezone

    from accounts.models import Organisation, User
    from matchmaking.offers.choices import OfferStatus
    from matchmaking.offers.models import Offer, OfferLine
    from matchmaking.vocabulary.models import Kind, Theme

    author, now = User.objects.first(), timezone.now()
    donors = Organisation.objects.bulk_create(
        Organisation(name=f"Donor {n}", kind="donor", gives_assistance=True) for n in range(40)
    )
    themes = list(Theme.objects.filter(parent__isnull=False).values_list("pk", flat=True))
    kinds = list(Kind.objects.filter(parent__isnull=False).values_list("pk", flat=True))
    offers = Offer.objects.bulk_create(
        (
            Offer(
                organisation=chance.choice(donors),
                title=f"Offer {number}",
                currency="USD",
                value_minor=chance.randint(10, 900) * 100_000,
                status=OfferStatus.PUBLISHED,
                published_at=now - datetime.timedelta(days=chance.randint(0, 1500)),
                created_by=author,
            )
            for number in range(OFFERS)
        ),
        batch_size=500,
    )
    themed, eligible = Offer.themes.through, Offer.eligible_regions.through
    themed.objects.bulk_create(
        themed(offer=offer, theme_id=chance.choice(themes)) for offer in offers
    )
    regions = ["002", "014", "011", "019", "142", "150"]
    eligible.objects.bulk_create(
        eligible(offer=offer, region_id=chance.choice(regions)) for offer in offers[::2]
    )
    OfferLine.objects.bulk_create(
        OfferLine(offer=offer, kind_id=chance.choice(kinds), capacity=50) for offer in offers
    )


def _write_projects(chance: random.Random) -> None:
    from django.utils import timezone

    from accounts.models import User
    from matchmaking.applications.models import Application, Submission
    from matchmaking.funds.models import Call, Fund, Rules
    from matchmaking.needs.models import Need
    from matchmaking.payments.models import Project
    from matchmaking.projects.models import Proposal

    author, now = User.objects.first(), timezone.now()
    needs = list(Need.objects.select_related("organisation").order_by("pk")[:PROJECTS])
    fund = Fund.objects.create(organisation=needs[0].organisation, name="Fund", currency="USD")
    rules = Rules.objects.create(fund=fund, number=1)
    call = Call.objects.create(
        fund=fund,
        rules=rules,
        title="Call",
        opens_at=now,
        is_rolling=True,
        currency="USD",
        created_by=author,
    )
    proposals = Proposal.objects.bulk_create(
        Proposal(
            title=need.title,
            applicant=need.organisation,
            country_id=need.country_id,
            status="approved",
            created_by=author,
        )
        for need in needs
    )
    serves = Proposal.needs.through
    serves.objects.bulk_create(
        serves(proposal=proposal, need=need)
        for proposal, need in zip(proposals, needs, strict=True)
    )
    applications = Application.objects.bulk_create(
        Application(call=call, proposal=proposal, number=f"B-{proposal.pk}", status="approved")
        for proposal in proposals
    )
    Submission.objects.bulk_create(
        Submission(application=one, round=1, contents={}, proposal_version=1, submitted_by=author)
        for one in applications
    )
    Project.objects.bulk_create(
        Project(
            application=one,
            number=f"P-{one.pk}",
            amount_minor=chance.randint(10, 900) * 100_000,
            currency="USD",
            status="running",
            signed_on=(now + datetime.timedelta(days=chance.randint(30, 400))).date(),
        )
        for one in applications
    )


def _measure() -> list[tuple[str, Times]]:
    from django.urls import reverse

    dashboard = reverse("insights:dashboard")
    pages = {
        "dashboard": dashboard,
        "dashboard, filtered": f"{dashboard}?theme=MRK&region=002&year=2026",
        "dashboard, a kind, in dollars": f"{dashboard}?kind=EQP&count=usd",
        "world map": reverse("insights:map"),
        "flow and time": reverse("insights:flow"),
        "list behind a figure": reverse("insights:list", args=["asked"]),
        "a State": reverse("insights:state", args=["KEN"]),
    }
    return [(name, _times(Client(), url)) for name, url in pages.items()]


def _times(client: Client, url: str) -> Times:
    assert client.get(url).status_code == 200, url
    warm = [_time(client, url) for _ in range(ROUNDS)]
    cold = [_time_cold(client, url) for _ in range(5)]
    with CaptureQueriesContext(connection) as queries:
        client.get(url)
    clock, cpu = (statistics.median(values) for values in zip(*warm, strict=True))
    _clock, cpu_cold = (statistics.median(values) for values in zip(*cold, strict=True))
    return Times(clock, cpu, cpu_cold, len(queries))


def _time(client: Client, url: str) -> tuple[float, float]:
    """Return milliseconds by the clock, and of the processor."""
    clock, cpu = time.perf_counter(), time.process_time()
    client.get(url)
    return (time.perf_counter() - clock) * 1000, (time.process_time() - cpu) * 1000


def _time_cold(client: Client, url: str) -> tuple[float, float]:
    from django.db.models import F

    from matchmaking.insights.models import Fact

    Fact.objects.filter(pk=Fact.objects.order_by("pk").first().pk).update(version=F("version") + 1)
    return _time(client, url)


def _print(rows: list[tuple[str, Times]]) -> None:
    print(f"{ROWS:,} requests, {OFFERS:,} offers, {PROJECTS:,} projects; aim {AIM_MS} ms\n")
    print("| page | median ms | CPU ms | CPU ms right after a change | queries |")
    print("|---|---:|---:|---:|---:|")
    for name, one in rows:
        print(f"| {name} | {one.clock:.0f} | {one.cpu:.0f} | {one.cold:.0f} | {one.queries} |")


if __name__ == "__main__":
    main()
