"""Server time and queries of the main pages at 10,000 requests, beside a plain Wagtail article.

Through the whole stack of middleware and templates; on SQLite in a folder of its own, or with the
database and engine of BENCH_DATABASE_URL and SEARCH_ENGINE.
"""

import io
import random
import statistics
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import django
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.bench.places import forget_indices, own_environment

ROWS = 10_000
ROUNDS = 25
TITLES = (
    "marking machine armoury stockpile destruction training tracing record border police "
    "ammunition safe register software workshop legal review brokering licence customs"
)
WORDS = TITLES.split()


def main() -> None:
    """Print a table: page, median and p95 in milliseconds, queries, times the plain page."""
    with in_a_world_of_its_own():
        _index()
        _print(_measure())


@contextmanager
def in_a_world_of_its_own() -> Iterator[None]:
    """Set the site up with its pages in a place that goes away, and write the requests."""
    with own_environment():
        django.setup()
        from django.core.management import call_command
        from django.db import connections

        call_command("prepare", verbosity=0, stdout=io.StringIO())
        try:
            _write_needs()
            yield
        finally:
            forget_indices()
            connections.close_all()


def _index() -> None:
    from django.core.management import call_command

    call_command("reindex", stdout=io.StringIO())


def _write_needs() -> None:
    from django.utils import timezone

    from accounts.models import Organisation, User
    from matchmaking.needs.choices import NeedStatus, Priority
    from matchmaking.needs.models import Need, NeedLine
    from matchmaking.vocabulary.models import Country, Kind, Theme

    chance = random.Random(7)
    author = User.objects.create_user("bench@example.org")
    countries = list(Country.objects.values_list("pk", flat=True))
    states = Organisation.objects.bulk_create(
        Organisation(name=f"State {code}", kind="state", country_code=code) for code in countries
    )
    themes = list(Theme.objects.filter(parent__isnull=False).values_list("pk", flat=True))
    kinds = list(Kind.objects.filter(parent__isnull=False).values_list("pk", flat=True))
    now = timezone.now()
    needs = Need.objects.bulk_create(
        (
            Need(
                organisation=(state := chance.choice(states)),
                country_id=state.country_code,
                title=" ".join(chance.choices(WORDS, k=6)),
                description=" ".join(chance.choices(WORDS, k=90)),
                language=chance.choice(["en", "fr", "es", "ar", "ru", "zh"]),
                priority=chance.choice(Priority.values),
                starts_on=now.date(),
                ends_on=now.date().replace(year=now.year + chance.randint(1, 3), day=1),
                budget_minor=chance.randint(10, 900) * 100_000,
                currency="USD",
                status=NeedStatus.PUBLISHED,
                published_at=now,
                created_by=author,
            )
            for _ in range(ROWS)
        ),
        batch_size=1000,
    )
    link = Need.themes.through
    link.objects.bulk_create(
        (link(need=need, theme_id=code) for need in needs for code in chance.sample(themes, 2)),
        batch_size=2000,
    )
    NeedLine.objects.bulk_create(
        (NeedLine(need=need, kind_id=chance.choice(kinds), quantity=5) for need in needs),
        batch_size=2000,
    )


def _measure() -> list[tuple[str, float, float, int, float]]:
    from django.urls import reverse

    from cms.models import ArticlePage
    from matchmaking.needs.models import Need

    listing = reverse("needs:list")
    pages = {
        "Wagtail article": ArticlePage.objects.live().first().get_url(),
        "list with facets": listing,
        "list, text query": f"{listing}?q=marking+machine",
        "list, filtered": f"{listing}?theme=MRK&region=002&priority=high",
        "list, page 200": f"{listing}?page=200",
        "request": reverse("needs:detail", args=[Need.objects.first().pk]),
    }
    times = times_of(Client(), pages.values())
    plain = times[pages["Wagtail article"]]
    return [
        (name, *summary(times[url]), _queries(url), ratio(times[url], plain))
        for name, url in pages.items()
    ]


def times_of(client: Client, urls: Iterable[str]) -> dict[str, list[float]]:
    """Ask for every page in each round, so that whatever slows the machine slows them all."""
    for url in urls:
        for _ in range(3):
            assert client.get(url).status_code == 200, url
    times: dict[str, list[float]] = {url: [] for url in urls}
    for _ in range(ROUNDS):
        for url in urls:
            start = time.perf_counter()
            client.get(url)
            times[url].append((time.perf_counter() - start) * 1000)
    return times


def _queries(url: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        Client().get(url)
    return len(queries)


def summary(times: list[float]) -> tuple[float, float]:
    return statistics.median(times), sorted(times)[int(len(times) * 0.95)]


def ratio(times: list[float], plain: list[float]) -> float:
    """Return the median of the ratios of each round."""
    return statistics.median(one / other for one, other in zip(times, plain, strict=True))


def _print(rows: list[tuple[str, float, float, int, float]]) -> None:
    print(f"{ROWS:,} requests, {ROUNDS} rounds each\n")
    print("| page | median ms | p95 ms | queries | times the plain page |")
    print("|---|---:|---:|---:|---:|")
    for name, median, p95, queries, ratio in rows:
        print(f"| {name} | {median:.1f} | {p95:.1f} | {queries} | {ratio:.1f} |")


if __name__ == "__main__":
    main()
