"""Times the books of a fund with 100,000 entries: python -m tests.bench.ledger

Each time stands beside a baseline of the same run: one pass over the entries in the database.
"""

import os
import random
import statistics
import tempfile
import time
from collections import defaultdict
from datetime import timedelta

import django

ENTRIES = 100_000
CONTRIBUTIONS, PROJECTS = 60, 600
ROUNDS = 15


def main() -> None:
    """Print a table: what, median and p95 in milliseconds, times the baseline."""
    with tempfile.TemporaryDirectory() as folder:
        url = os.environ.pop("BENCH_DATABASE_URL", "")
        os.environ |= {
            "DATA_DIR": folder,
            "DJANGO_SETTINGS_MODULE": "config.settings.development",
            "DATABASE_URL": url or f"sqlite:///{folder}/bench.sqlite3",
            "DEBUG": "0",
            "ALLOWED_HOSTS": "testserver,localhost",
            "LOG_LEVEL": "ERROR",
        }
        django.setup()
        _print(_measure(_fill()))


def _fill():
    from django.core.management import call_command
    from django.db import transaction

    from tests.ledger import making

    call_command("prepare", verbosity=0)
    fund = making.fund()
    call = making.call(fund)
    with transaction.atomic():
        gifts = [making.received(making.usd(10_000_000)) for _number in range(CONTRIBUTIONS)]
        projects = [making.application(call) for _number in range(PROJECTS)]
        _write(fund, gifts, projects)
    return fund, gifts, projects


def _write(fund, gifts, projects):
    """Write postings as the services do, in bulk: sealed, balanced, with their balances."""
    from django.utils import timezone

    from matchmaking.ledger.models import Account, Balance, Book, Entry, Posting
    from matchmaking.ledger.seals import seal_of

    chance, now = random.Random(11), timezone.now()
    book, accounts, sums = Book.objects.get(fund=fund), {}, defaultdict(int)
    number, seal, postings, figures = book.version, book.seal, [], []
    written = Entry.objects.count()
    while written < ENTRIES:
        index = chance.randrange(PROJECTS)
        # Two contributions serve each project.
        project, gift = projects[index], gifts[(index + chance.randrange(2)) % CONTRIBUTIONS]
        minor = chance.randint(100, 100_000)
        for cause, legs in _acts(minor):
            number += 1
            posting = Posting(
                fund=fund, number=number, key=f"bench:{number}", asked={}, cause=cause, at=now
            )
            posting.booked_on = (now - timedelta(days=1500 - number // 30)).date()
            posting.application = project
            rows = []
            for kind, sign in legs:
                key = (gift.pk, kind, None if kind == "1000" else project.pk)
                account = accounts.get(key) or accounts.setdefault(key, _account(fund, *key))
                sums[account.pk] += sign * minor
                rows.append((account.pk, sign * minor, sign * minor))
            seal = posting.seal = seal_of(posting, rows, seal)
            postings.append(posting)
            figures.append(rows)
            written += len(rows)
    Posting.objects.bulk_create(postings, batch_size=2000)
    Entry.objects.bulk_create(
        (
            Entry(posting=posting, account_id=pk, amount_minor=minor, reporting_minor=worth)
            for posting, rows in zip(postings, figures, strict=True)
            for pk, minor, worth in rows
        ),
        batch_size=5000,
    )
    for account in Account.objects.filter(pk__in=sums).select_related("balance"):
        balance = account.balance
        balance.minor += sums[account.pk]
        balance.reporting_minor += sums[account.pk]
        balance.save()
    Book.objects.filter(pk=book.pk).update(version=number, seal=seal)
    assert Balance.objects.count() == Account.objects.count()


def _acts(minor):
    """A commitment, its payment, and what was spent of it: which accounts, on which side."""
    yield "commit", [("3200", 1), ("2000", -1)]
    yield "disburse", [("2000", 1), ("3200", -1), ("3300", 1), ("1000", -1)]
    yield "spend", [("6000", 1), ("6100", -1)]


def _account(fund, contribution, kind, application):
    from matchmaking.ledger.models import Account, Balance

    account, is_new = Account.objects.get_or_create(
        fund=fund,
        contribution_id=contribution,
        kind=kind,
        application_id=application,
        currency=fund.currency,
    )
    if is_new:
        Balance.objects.create(account=account)
    return account


def _measure(world):
    from django.db.models import Sum
    from django.test import Client
    from django.urls import reverse

    from matchmaking.ledger import selectors
    from matchmaking.ledger.checking import faults_of
    from matchmaking.ledger.models import Book, Entry
    from tests import cast
    from tests.ledger import making

    fund, gifts, projects = world
    client = Client()
    client.force_login(cast.join("tomas"))
    books = reverse("ledger:fund", args=[fund.pk])
    donor = reverse("ledger:contributor", args=[fund.pk, gifts[0].donor_id])
    numbers = iter(range(10**6))

    def get(url):
        response = client.get(url)
        assert response.status_code == 200, url
        return b"".join(response)

    def commit():
        amount, number = making.usd(1), next(numbers)
        making.on_project("commit", projects[number % PROJECTS], amount, key=f"timed:{number}")

    def pay():
        amount, number = making.usd(1), next(numbers)
        making.on_project("disburse", projects[0], amount, key=f"timed:{number}")

    making.on_project("commit", projects[0], making.usd(1000), key="timed:first")
    year = f"{books}?start={making.days(-700)}&end={making.days(-335)}"
    acts = {
        "baseline: sum of all entries in the database": lambda: Entry.objects.aggregate(
            Sum("reporting_minor")
        ),
        "balances: all figures of the fund": lambda: selectors.fund_figures([fund.pk]),
        "available for one project": lambda: selectors.available(
            fund.pk, for_application=projects[0]
        ),
        "money left for each earmark": lambda: selectors.money_left(fund.pk),
        "figures of 100 projects": lambda: selectors.project_figures(
            [project.pk for project in projects[:100]]
        ),
        "trial balance of today": lambda: selectors.trial_balance(fund.pk),
        "trial balance of another day": lambda: selectors.trial_balance(fund.pk, making.days(-300)),
        "posting: commit": commit,
        "posting: pay": pay,
        "page: books, newest first": lambda: get(books),
        "page: books, a year, oldest first": lambda: get(f"{year}&sort=oldest"),
        "page: statement of a contributor": lambda: get(donor),
        "page: statement of a project": lambda: get(
            reverse("ledger:project", args=[projects[0].pk])
        ),
        "file: books of a year as CSV": lambda: get(
            year.replace("?", "csv/?"),
        ),
    }
    found = [(name, *_timed(act)) for name, act in acts.items()]
    began = time.perf_counter()
    faults = faults_of(Book.objects.get(fund=fund))
    seconds = (time.perf_counter() - began) * 1000
    assert faults == [], faults[:3]
    found.append(("nightly check of everything", seconds, seconds))
    return Entry.objects.count(), found


def _timed(act):
    act()
    times = []
    for _round in range(ROUNDS):
        began = time.perf_counter()
        act()
        times.append((time.perf_counter() - began) * 1000)
    return statistics.median(times), sorted(times)[-max(1, ROUNDS // 20)]


def _print(measured):
    entries, rows = measured
    baseline = rows[0][1]
    print(f"{entries:,} entries, {CONTRIBUTIONS} contributions, {PROJECTS} projects\n")
    print("| | median | p95 | times the baseline |\n|---|---:|---:|---:|")
    for name, median, slow in rows:
        print(f"| {name} | {median:,.1f} ms | {slow:,.1f} ms | {median / baseline:.1f} |")


if __name__ == "__main__":
    main()
