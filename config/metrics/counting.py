"""Counters of all processes: kept in the process for a moment, then added up in Redis.

A page waits for none of it. Without Redis as cache each process knows only its own. A process
that is killed loses what it counted in the last two seconds.
"""

import atexit
import logging
import os
import threading
import time
from collections import Counter
from functools import lru_cache

import redis
from django.conf import settings

from config.metrics.text import series

logger = logging.getLogger(__name__)
KEY = "exchange:metrics"
KEPT_FOR = 2.0  # seconds before sums are handed on
PATIENCE = 1.0
STEPS = (0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)


class _Buffer:
    """What this process has counted and not handed on yet, and the times of what came last."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.sums: Counter[str] = Counter()
        self.latest: dict[str, float] = {}
        self.timer: threading.Timer | None = None

    def add(self, sums: dict[str, float], latest: dict[str, float] | None = None) -> None:
        """Count, and see to it that it is handed on soon."""
        with self.lock:
            self.sums.update(sums)
            self.latest.update(latest or {})
            if self.timer is None and _store() is not None:
                self.timer = threading.Timer(KEPT_FOR, self.hand_on)
                self.timer.daemon = True
                self.timer.start()

    def hand_on(self) -> None:
        """Add what was counted to what all processes counted."""
        store = _store()
        if store is None:
            return
        with self.lock:
            sums, latest = self.sums, self.latest
            self.sums, self.latest, self.timer = Counter(), {}, None
        try:
            _write(store, sums, latest)
        except redis.RedisError as error:
            logger.warning("counters are kept for later: %r", error)
            self.add(sums, latest)  # type: ignore[arg-type]


_buffer = _Buffer()
atexit.register(lambda: _buffer.hand_on())


def _start_anew() -> None:
    """Count from nothing in a forked process: its parent hands on its own."""
    _buffer.__init__()  # type: ignore[misc]


os.register_at_fork(after_in_child=_start_anew)


def count_request(route: str, status: int, seconds: float) -> None:
    """Count an answered request."""
    _buffer.add(
        {
            series("exchange_requests_total", route=route, status=str(status)): 1,
            **_histogram("exchange_request_seconds", seconds, route=route),
        }
    )


def count_task(task: str, state: str, seconds: float) -> None:
    """Count a task that ended, and note when one last ended well."""
    done = {series("exchange_task_last_success_timestamp_seconds", task=task): time.time()}
    _buffer.add(
        {
            series("exchange_tasks_total", task=task, state=state.lower()): 1,
            series("exchange_task_seconds_total", task=task): seconds,
        },
        done if state == "SUCCESS" else None,
    )


def totals() -> dict[str, float]:
    """Return every counter: of all processes, or of this one where there is no Redis."""
    store = _store()
    if store is None:
        return {**_buffer.sums, **_buffer.latest}
    _buffer.hand_on()
    kept: dict[bytes, bytes] = store.hgetall(KEY)  # type: ignore[assignment]
    return {name.decode(): float(value) for name, value in kept.items()}


def _histogram(name: str, value: float, **labels: str) -> dict[str, float]:
    steps = {series(f"{name}_bucket", le=str(step), **labels): 1 for step in STEPS if value <= step}
    return {
        **steps,
        series(f"{name}_bucket", le="+Inf", **labels): 1,
        series(f"{name}_count", **labels): 1,
        series(f"{name}_sum", **labels): value,
    }


def _write(store: redis.Redis, sums: Counter[str], latest: dict[str, float]) -> None:
    with store.pipeline(transaction=True) as pipe:
        for name, value in sums.items():
            pipe.hincrbyfloat(KEY, name, value)
        if latest:
            pipe.hset(KEY, mapping=latest)  # type: ignore[arg-type]
        pipe.execute()


@lru_cache
def _store() -> redis.Redis | None:
    """Return the Redis of the shared cache, if that is what it is."""
    cache = settings.CACHES["default"]
    if not cache["BACKEND"].endswith("RedisCache"):
        return None
    location = cache["LOCATION"]
    url = location if isinstance(location, str) else location[0]
    return redis.Redis.from_url(url, socket_timeout=PATIENCE, socket_connect_timeout=PATIENCE)
