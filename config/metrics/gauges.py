"""What is the case at this moment, read from the database."""

import datetime
from collections.abc import Iterator

from django.db import connection
from django.db.models import Count, Max, Min
from django.utils import timezone

from accounts.notifications.choices import EmailState
from accounts.notifications.models import Email
from config.metrics.text import series
from config.operations.selectors import figures
from matchmaking.matching.models import Suggestion
from search import sync
from search.models import GenerationStatus, IndexGeneration, Outbox

_OPEN_LETTERS = (EmailState.WAITING, EmailState.CLAIMED, EmailState.HANDED, EmailState.FAILED)


def readings() -> dict[str, float]:
    """Return every gauge."""
    return dict([*_search(), *_letters(), *_work(), *_matching(), *_database()])


def _search() -> Iterator[tuple[str, float]]:
    yield "exchange_search_outbox_waiting", sync.waiting().count()
    yield "exchange_search_outbox_failed", Outbox.objects.filter(has_failed=True).count()
    yield "exchange_search_lag_seconds", sync.lag().total_seconds()
    for live in IndexGeneration.objects.filter(status=GenerationStatus.LIVE):
        labels = {"type": live.type, "engine": live.engine, "uid": str(live.uid)}
        yield series("exchange_search_generation_info", **labels), 1
        yield series("exchange_search_generation_age_seconds", type=live.type), _age(live.live_at)


def _letters() -> Iterator[tuple[str, float]]:
    counts = dict(
        Email.objects.filter(state__in=_OPEN_LETTERS)
        .values_list("state")
        .annotate(Count("pk"))
        .order_by()
    )
    for state in _OPEN_LETTERS:
        yield series("exchange_letters", state=state.value), counts.get(state, 0)
    oldest = Email.objects.due(timezone.now()).order_by().aggregate(Min("due_at"))["due_at__min"]
    yield "exchange_letters_oldest_due_seconds", _age(oldest)


def _work() -> Iterator[tuple[str, float]]:
    now = figures()
    yield series("exchange_jobs", state="waiting"), now.waiting
    yield series("exchange_jobs", state="running"), now.running
    yield "exchange_jobs_oldest_waiting_seconds", now.oldest_waiting.total_seconds()
    for source, count in now.failed.items():
        yield series("exchange_dead_letters", source=source), count
    yield "exchange_calendar_late", len(now.late)
    for entry in now.late:
        yield series("exchange_calendar_late_entry", entry=entry), 1


def _matching() -> Iterator[tuple[str, float]]:
    latest = Suggestion.objects.aggregate(Max("computed_at"))["computed_at__max"]
    if latest:
        yield "exchange_matching_age_seconds", _age(latest)


def _database() -> Iterator[tuple[str, float]]:
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce(state, 'none'), count(*) FROM pg_stat_activity "
            "WHERE datname = current_database() GROUP BY 1"
        )
        for state, count in cursor.fetchall():
            yield series("exchange_database_connections", state=state), count
        cursor.execute("SELECT current_setting('max_connections')::int")
        yield "exchange_database_connections_limit", cursor.fetchone()[0]


def _age(moment: datetime.datetime | None) -> float:
    return (timezone.now() - moment).total_seconds() if moment else 0.0
