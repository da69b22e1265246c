"""Server time and queries of the lists of applications at 10,000, beside a plain Wagtail article.

Runs on SQLite in a folder of its own, for an administrator of the fund, through the whole stack.
"""

import os
import random
import tempfile
from datetime import timedelta

import django
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import quick_migrations
from tests.bench.pages import ROUNDS, ratio, summary, times_of

ROWS, CALLS = 10_000, 20


def main() -> None:
    """Print a table: page, median and p95 in milliseconds, queries, times the plain page."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ.pop("DATABASE_URL", None)
        os.environ |= {
            "DATA_DIR": folder,
            "DJANGO_SETTINGS_MODULE": "config.settings.development",
            "DEBUG": "0",
            "ALLOWED_HOSTS": "testserver,localhost",
            "LOG_LEVEL": "ERROR",
        }
        django.setup()
        quick_migrations.install()
        _fill()
        _print(_measure())


def _fill() -> None:
    from django.core.management import call_command
    from django.db import transaction

    from tests import cast
    from tests.applications import making

    call_command("prepare", verbosity=0)
    with transaction.atomic():
        cast.join("tomas")
        _write(making.submitted())


def _write(first) -> None:
    """Write applications of many States to many calls, each with what was handed in."""
    from matchmaking.applications.choices import ApplicationStatus
    from matchmaking.applications.models import Application, Submission
    from matchmaking.projects.models import Proposal
    from matchmaking.vocabulary.models import Country
    from tests import cast
    from tests.ledger import making as ledger

    chance, submission = random.Random(5), first.submission
    calls = [first.call, *(ledger.call(first.call.fund) for _number in range(CALLS - 1))]
    countries = list(Country.objects.values_list("pk", flat=True))
    proposals = Proposal.objects.bulk_create(
        (
            Proposal(
                title=f"Project {number}",
                status="submitted",
                applicant=first.proposal.applicant,
                implementer=first.proposal.implementer,
                country_id=chance.choice(countries),
                currency="USD",
                asked_minor=chance.randint(10, 900) * 100_000,
                created_by=cast.join("amina"),
            )
            for number in range(ROWS)
        ),
        batch_size=1000,
    )
    applications = Application.objects.bulk_create(
        (
            Application(
                call=chance.choice(calls),
                proposal=proposal,
                number=f"2025-{number:05d}",
                status=chance.choice(ApplicationStatus.values),
                submitted_at=first.submitted_at - timedelta(hours=number),
                moved_at=first.submitted_at - timedelta(hours=chance.randrange(number + 1)),
            )
            for number, proposal in enumerate(proposals)
        ),
        batch_size=1000,
    )
    Submission.objects.bulk_create(
        (
            Submission(
                application=application,
                round=1,
                contents=submission.contents,
                proposal_version=1,
                submitted_by=submission.submitted_by,
                submitted_at=application.submitted_at,
            )
            for application in applications
        ),
        batch_size=500,
    )


def _measure() -> list[tuple[str, float, float, int, float]]:
    from django.urls import reverse

    from cms.models import ArticlePage
    from tests import cast

    listing, pipeline = reverse("applications:list"), reverse("administration:pipeline")
    pages = {
        "Wagtail article": ArticlePage.objects.live().first().get_url(),
        "applications": listing,
        "applications, filtered": f"{listing}?status=submitted&country=KEN",
        "applications, page 200": f"{listing}?page=200",
        "pipeline": pipeline,
        "desk of the fund": reverse("administration:desk"),
    }
    client = Client()
    client.force_login(cast.join("tomas"))
    times = times_of(client, pages.values())
    plain = times[pages["Wagtail article"]]
    return [
        (name, *summary(times[url]), _queries(client, url), ratio(times[url], plain))
        for name, url in pages.items()
    ]


def _queries(client: Client, url: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        client.get(url)
    return len(queries)


def _print(rows: list[tuple[str, float, float, int, float]]) -> None:
    print(f"{ROWS:,} applications to {CALLS} calls, {ROUNDS} rounds each\n")
    print("| page | median ms | p95 ms | queries | times the plain page |")
    print("|---|---:|---:|---:|---:|")
    for name, median, p95, queries, times in rows:
        print(f"| {name} | {median:.1f} | {p95:.1f} | {queries} | {times:.1f} |")


if __name__ == "__main__":
    main()
