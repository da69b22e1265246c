"""Work that no page waits for: done by a worker, or by a thread where there is none."""

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar, copy_context
from functools import partial
from threading import Thread
from typing import Any, Protocol, TypeVar

from django.conf import settings
from django.db import connection, connections, transaction

Listener = Callable[[int, int], None]
Item = TypeVar("Item")
# What fails because something beside us is away for a moment, whatever was asked of it: databases,
# brokers, Elasticsearch. By their names, since each library has its own of them.
PASSING = {"OperationalError", "InterfaceError", "ConnectionError", "ConnectionTimeout"}
PASSING |= {"TimeoutError", "gaierror"}
TOO_MANY_REQUESTS = 429

_listener: ContextVar[Listener | None] = ContextVar("listener", default=None)


class ComeBackLater(Exception):
    """The work cannot be done just now, through nobody's fault; it is tried again by itself."""


class Task(Protocol):
    """A task of Celery: called here and now, or handed to a worker."""

    def __call__(self, *args: Any) -> Any:
        """Do the work."""

    def delay(self, *args: Any) -> Any:
        """Leave the work to a worker."""


def in_background(task: Task, *args: Any) -> None:
    """Do `task` while the page goes on."""
    if not settings.CELERY_TASK_ALWAYS_EAGER:
        task.delay(*args)
    elif connection.in_atomic_block:
        # A thread would not see what is not committed yet.
        with suppress(ComeBackLater):
            task(*args)
    else:
        # What is known of the request, its number in the log above all, goes along.
        known = copy_context().run
        Thread(target=known, args=(_do_and_hang_up, task, *args), daemon=True).start()


def once_committed(ask: Callable[..., Any], *args: Any) -> None:
    """Ask for work (`task.delay`) after this transaction.

    Workers begin no sooner anyway; for them it is asked for here, and written down with the rest.
    """
    if settings.CELERY_TASK_ALWAYS_EAGER:
        transaction.on_commit(partial(ask, *args), robust=True)
    else:
        ask(*args)


def may_pass(error: BaseException) -> bool:
    """Say whether the same work may well succeed in a while, with nothing changed by anybody."""
    names = {kind.__name__ for kind in type(error).__mro__}
    if isinstance(error, ComeBackLater) or names & PASSING:
        return True
    status = getattr(error, "status_code", None)
    return isinstance(status, int) and (status >= 500 or status == TOO_MANY_REQUESTS)


def tell_progress(done: int, total: int) -> None:
    """Say how far the work at hand is; where nobody listens this does nothing."""
    listener = _listener.get()
    if listener is not None:
        listener(done, total)


def counted(items: Collection[Item]) -> Iterator[Item]:
    """Yield each of `items`, and say how far the work on them is."""
    for number, item in enumerate(items):
        tell_progress(number, len(items))
        yield item
    tell_progress(len(items), len(items))


@contextmanager
def listening(listener: Listener) -> Iterator[None]:
    """Let `listener` hear how far the work is."""
    before = _listener.set(listener)
    try:
        yield
    finally:
        _listener.reset(before)


def _do_and_hang_up(task: Task, *args: Any) -> None:
    try:
        with suppress(ComeBackLater):
            task(*args)
    finally:
        connections.close_all()
