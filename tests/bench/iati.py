"""Times the file of activities at 200 and 2,000 of them: python -m tests.bench.iati

Each is a funded project with themes, two tranches, four postings, six public indicators and
approved values with parts. Memory must not grow with their number.
"""

import datetime
import os
import resource
import tempfile
import time
from pathlib import Path

import django

SIZES = (200, 2_000)
INDICATORS, PERIODS = 6, 4
# Committed, paid and spent, as the services post it: account, sign.
ACTS = (
    ("commit", (("3200", 1), ("2000", -1))),
    ("disburse", (("2000", 1), ("3200", -1), ("3300", 1), ("1000", -1))),
    ("spend", (("6000", 1), ("6100", -1))),
    ("disburse", (("2000", 1), ("3200", -1), ("3300", 1), ("1000", -1))),
)


def main() -> None:
    """Print a table: activities, seconds, size of the file, peak memory."""
    with tempfile.TemporaryDirectory() as folder:
        url = os.environ.pop("BENCH_DATABASE_URL", "")
        os.environ |= {
            "DATA_DIR": folder,
            "DJANGO_SETTINGS_MODULE": "config.settings.development",
            "DATABASE_URL": url or f"sqlite:///{folder}/bench.sqlite3",
            "DEBUG": "0",
            "ALLOWED_HOSTS": "testserver,localhost",
            "LOG_LEVEL": "ERROR",
            "IATI_ORGANISATION": "XM-DAC-99999",
        }
        django.setup()
        from django.core.management import call_command

        call_command("prepare", verbosity=0)
        _print(_measured(Path(folder) / "activities.xml"))


def _measured(path):
    there = 0
    for size in SIZES:
        fill(there, size)
        there = size
        yield size, *_timed(path)


def _timed(path):
    from matchmaking.opendata import services

    services.give_codes()
    before = _peak()
    began, worked = time.perf_counter(), time.process_time()
    with path.open("wb") as out:
        services.write_file(out)
    seconds = time.perf_counter() - began, time.process_time() - worked
    return *seconds, path.stat().st_size, before, _peak(), _faults(path)


def _faults(path):
    from django.utils import timezone

    from matchmaking.opendata.iati.checking import faults_of

    # Checking reads the whole file into memory, so only the small one, and after it was measured.
    if path.stat().st_size > 10_000_000:
        return "-"
    return str(len(faults_of(path, timezone.localdate())))


def _peak():
    """Return the most memory that the process has ever held, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def fill(start, end):
    from django.db import transaction

    with transaction.atomic():
        projects = _projects(range(start, end))
        _postings(projects)
        _results(projects)


def _projects(numbers):
    from django.utils import timezone

    from matchmaking.applications.models import Application, Submission
    from matchmaking.payments.models import Project, Tranche
    from matchmaking.projects.models import Proposal
    from matchmaking.vocabulary.models import Theme
    from tests import cast
    from tests.ledger import making

    amina, nadia = cast.join("amina"), cast.join("nadia")
    call, today = making.call(making.fund()), timezone.localdate()
    places = [person.memberships.get().organisation for person in (amina, nadia)]
    about = {"applicant": places[0], "implementer": places[1], "country_id": "KEN"}
    about |= {"currency": "USD", "status": "approved", "created_by": amina, "gender_marker": 1}
    proposals = Proposal.objects.bulk_create(
        Proposal(title=f"Marking of arms {number}", **about) for number in numbers
    )
    themes = [theme.pk for theme in Theme.objects.order_by("pk")[:3]]
    about_theme = Proposal.themes.through
    about_theme.objects.bulk_create(
        (about_theme(proposal_id=one.pk, theme_id=pk) for one in proposals for pk in themes),
        batch_size=2000,
    )
    applications = Application.objects.bulk_create(
        Application(call=call, proposal=one, number=f"B-{one.pk:06d}", status="approved")
        for one in proposals
    )
    said = {"budget": [{"cofinancing_minor": 200_000}]}
    Submission.objects.bulk_create(
        Submission(application=one, round=1, proposal_version=1, submitted_by=amina, contents=said)
        for one in applications
    )
    running = {"amount_minor": 6_000_000, "currency": "USD", "status": "running"}
    days = {"starts_on": today - datetime.timedelta(500), "ends_on": today}
    projects = Project.objects.bulk_create(
        Project(application=one, number=f"P-{one.number}", signed_on=today, **running, **days)
        for one in applications
    )
    Tranche.objects.bulk_create(
        Tranche(project=one, number=number, amount_minor=3_000_000, tie="signature")
        for one in projects
        for number in (1, 2)
    )
    return projects


def _postings(projects):
    from django.db.models import Max
    from django.utils import timezone

    from matchmaking.ledger.models import Account, Entry, Posting

    fund, now = projects[0].application.call.fund, timezone.now()
    gift = _gift(fund)
    number = Posting.objects.filter(fund=fund).aggregate(last=Max("number"))["last"] or 0
    kinds = sorted({kind for _cause, legs in ACTS for kind, _sign in legs})
    accounts = Account.objects.bulk_create(
        (
            Account(
                fund=fund,
                kind=kind,
                currency="USD",
                contribution=gift,
                application_id=one.application_id,
            )
            for one in projects
            for kind in kinds
        ),
        batch_size=2000,
    )
    account_of = {(one.application_id, one.kind): one for one in accounts}
    postings, legs_of = [], []
    for project in projects:
        for cause, legs in ACTS:
            number += 1
            postings.append(
                Posting(
                    fund=fund,
                    number=number,
                    key=f"bench:{number}",
                    cause=cause,
                    at=now,
                    booked_on=now.date(),
                    application_id=project.application_id,
                    seal=f"{number:064d}",
                )
            )
            legs_of.append(
                [(account_of[project.application_id, kind], sign) for kind, sign in legs]
            )
    Posting.objects.bulk_create(postings, batch_size=2000)
    Entry.objects.bulk_create(
        (
            Entry(
                posting=posting,
                account=account,
                amount_minor=sign * 100,
                reporting_minor=sign * 100,
            )
            for posting, legs in zip(postings, legs_of, strict=True)
            for account, sign in legs
        ),
        batch_size=5000,
    )


def _gift(fund):
    from django.utils import timezone

    from matchmaking.ledger.models import Contribution
    from tests import cast

    donor = cast.join("dina").memberships.get().organisation
    return Contribution.objects.create(
        fund=fund,
        donor=donor,
        pledged_minor=10**12,
        currency="USD",
        pledged_on=timezone.localdate(),
    )


def _results(projects):
    from matchmaking.monitoring.models import Indicator, Period, Result, Undertaking

    undertakings = Undertaking.objects.bulk_create(
        Undertaking(
            project=one,
            title=one.application.proposal.title,
            country_id="KEN",
            starts_on=one.starts_on,
            ends_on=one.ends_on,
        )
        for one in projects
    )
    results = Result.objects.bulk_create(
        Result(undertaking=one, key="r1", level="output", statement="Arms are marked")
        for one in undertakings
    )
    indicators = Indicator.objects.bulk_create(
        (
            Indicator(
                undertaking=result.undertaking,
                result=result,
                key=f"i{number}",
                title=f"Arms marked in region {number}",
                baseline=0,
                target=90,
                is_public=True,
            )
            for result in results
            for number in range(INDICATORS)
        ),
        batch_size=2000,
    )
    month = datetime.timedelta(days=100)
    periods = Period.objects.bulk_create(
        Period(
            undertaking=one,
            number=number + 1,
            starts_on=one.starts_on + month * number,
            ends_on=one.starts_on + month * (number + 1) - datetime.timedelta(days=1),
            due_on=one.ends_on,
        )
        for one in undertakings
        for number in range(PERIODS)
    )
    _values(indicators, periods)


def _values(indicators, periods):
    from django.utils import timezone

    from matchmaking.monitoring.models import Value, ValuePart
    from tests import cast

    nadia, tomas, now = cast.join("nadia"), cast.join("tomas"), timezone.now()
    by_undertaking = {}
    for period in periods:
        by_undertaking.setdefault(period.undertaking_id, []).append(period)
    decided = {"status": "approved", "entered_by": nadia, "decided_by": tomas, "decided_at": now}
    values = Value.objects.bulk_create(
        (
            Value(indicator=one, period=period, number=40, **decided)
            for one in indicators
            for period in by_undertaking[one.undertaking_id]
        ),
        batch_size=2000,
    )
    ValuePart.objects.bulk_create(
        (
            ValuePart(value=value, by="sex", group=group, number=20)
            for value in values
            for group in ("women", "men")
        ),
        batch_size=5000,
    )


def _print(measured):
    print("| activities | seconds | of them CPU | file | peak memory before | after | faults |")
    print("|---:|---:|---:|---:|---:|---:|---:|")
    for size, seconds, worked, length, before, after, faults in measured:
        figures = (
            f"{size:,}",
            f"{seconds:.1f}",
            f"{worked:.1f}",
            f"{length / 1e6:.1f} MB",
            f"{before:.0f} MB",
            f"{after:.0f} MB",
            faults,
        )
        print(f"| {' | '.join(figures)} |", flush=True)


if __name__ == "__main__":
    main()
