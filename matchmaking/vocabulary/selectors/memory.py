"""What a process remembers of the reference data, until somebody edits it in any process.

Every edit renews the stamp of `Edition` in the database. A process compares the stamp once in
each request, and every few seconds outside of requests (workers, commands); when it differs,
everything remembered is forgotten.
"""

import threading
import time
from collections.abc import Callable, Hashable
from functools import partial, wraps
from typing import Any, ParamSpec, TypeVar
from uuid import UUID

from django.db import transaction

from matchmaking.vocabulary.models import Edition

SECONDS = 5.0
P = ParamSpec("P")
T = TypeVar("T")


class _Request(threading.local):
    """Whether this thread serves a request, and has compared the stamp for it."""

    is_running = False
    has_compared = False


class Memory:
    """Values read from the reference data, valid for one edition."""

    def __init__(self) -> None:
        self._request = _Request()
        self._values: dict[Hashable, Any] = {}
        self._stamp: UUID | None = None
        self._compared_at = float("-inf")
        self._is_provisional = False
        self._listeners: list[Callable[[], None]] = []

    def when_renewed(self, listener: Callable[[], None]) -> None:
        """Call `listener` at every new edition; for what is remembered elsewhere."""
        self._listeners.append(listener)

    def get(self, key: Hashable, load: Callable[[], T]) -> T:
        """Return the value of `key`, loaded where it is not known for this edition."""
        self._compare_if_due()
        # Another thread may forget everything meanwhile; it then starts another dict, and what
        # is loaded here cannot end up there.
        values = self._values
        if key not in values:
            values[key] = load()
        found: T = values[key]
        return found

    def forget(self, stamp: UUID) -> None:
        """Begin the edition `stamp`, and compare at each call until the edit is committed."""
        self._begin(stamp)
        self._is_provisional = True
        transaction.on_commit(self._settle)

    def start_request(self, **_signal: Any) -> None:
        """Compare the stamp once, when this request first asks."""
        self._request.is_running, self._request.has_compared = True, False

    def end_request(self, **_signal: Any) -> None:
        """Go back to comparing by the clock."""
        self._request.is_running = False

    def _begin(self, stamp: UUID | None) -> None:
        self._values, self._stamp = {}, stamp
        for listener in self._listeners:
            listener()

    def _settle(self) -> None:
        self._is_provisional = False

    def _compare_if_due(self) -> None:
        if self._request.is_running:
            is_due = not self._request.has_compared
        else:
            is_due = time.monotonic() - self._compared_at > SECONDS
        if is_due or self._is_provisional:
            self._compare()

    def _compare(self) -> None:
        stamp = Edition.objects.filter(pk=Edition.CURRENT).values_list("stamp", flat=True).first()
        if stamp != self._stamp:
            # After a rollback the stamp of before comes back: nothing is provisional any more.
            self._settle()
            self._begin(stamp)
        self._compared_at = time.monotonic()
        self._request.has_compared = True


memory = Memory()


def remembered(load: Callable[P, T]) -> Callable[P, T]:
    """Remember what `load` returns for its arguments as long as the edition lasts."""

    @wraps(load)
    def read(*args: P.args, **kwargs: P.kwargs) -> T:
        key = (load.__module__, load.__qualname__, args, tuple(sorted(kwargs.items())))
        return memory.get(key, partial(load, *args, **kwargs))

    return read
