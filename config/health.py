"""Is the site alive, and is it ready to serve? Every question has a time limit."""

import datetime
import logging
from collections.abc import Callable

from celery import current_app
from django.conf import settings
from django.core.cache import cache
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse

from search import sync
from search.engines import get_engine

logger = logging.getLogger(__name__)
PATIENCE = 2  # seconds
_migrated = False


def healthz(request: HttpRequest) -> JsonResponse:
    """Answer that the process runs."""
    return JsonResponse({"status": "ok"})


def readyz(request: HttpRequest) -> JsonResponse:
    """Answer which parts are ready; 503 where one is not. Why stands in the log only."""
    parts = {name: _holds(name, check) for name, check in CHECKS.items()}
    ready = all(parts.values())
    return JsonResponse({"ready": ready, **parts}, status=200 if ready else 503)


def _holds(name: str, check: Callable[[], bool]) -> bool:
    try:
        holds = check()
    except Exception as error:  # noqa: BLE001 - whatever a driver raises, it is not ready
        logger.warning("not ready: %s (%r)", name, error)
        return False
    if not holds:
        logger.warning("not ready: %s", name)
    return holds


def _database() -> bool:
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"SET LOCAL statement_timeout = '{PATIENCE}s'")
        cursor.execute("SELECT 1")
        return cursor.fetchone() == (1,)


def _migrations() -> bool:
    """Look until nothing is missing: what this code needs cannot become missing again."""
    global _migrated
    if not _migrated:
        executor = MigrationExecutor(connection)
        _migrated = not executor.migration_plan(executor.loader.graph.leaf_nodes())
    return _migrated


def _cache() -> bool:
    cache.set("readyz", "1", 5)
    return cache.get("readyz") == "1"


def _search() -> bool:
    limit = datetime.timedelta(seconds=settings.SEARCH_LAG_LIMIT)
    return get_engine().answers() and sync.lag() <= limit


def _broker() -> bool:
    if settings.CELERY_TASK_ALWAYS_EAGER:
        return True
    with current_app.connection_for_write(connect_timeout=PATIENCE) as broker:
        broker.ensure_connection(max_retries=1, timeout=PATIENCE)
        return bool(broker.connected)


CHECKS = {
    "database": _database,
    "migrations": _migrations,
    "cache": _cache,
    "search": _search,
    "broker": _broker,
}
