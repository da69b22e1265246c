"""One id for a request and all that comes of it: its answer, its log lines, its tasks."""

import logging.config
import re
import uuid
from collections.abc import Callable
from contextvars import ContextVar
from time import perf_counter
from typing import Any

from celery import signals
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

from config.logs import request_id
from config.metrics import counting

GetResponse = Callable[[HttpRequest], HttpResponse]
HEADER = "X-Request-ID"
requests = logging.getLogger("exchange.request")
tasks = logging.getLogger("exchange.task")
# What a proxy may send: nothing that breaks a line or a header.
_PLAIN = re.compile(r"[A-Za-z0-9._-]{8,64}")
# Asked every few seconds by machines.
_QUIET = {"healthz", "readyz", "metrics", "static"}


class RequestMiddleware:
    """Give the request its id, then write one line about it and count it. Stands first."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        token = request_id.set(id_for(request.headers.get(HEADER, "")))
        started = perf_counter()
        try:
            response = self.get_response(request)
            response[HEADER] = request_id.get()
            _tell(request, response, perf_counter() - started)
            return response
        finally:
            request_id.reset(token)


def id_for(given: str) -> str:
    """Return the id the proxy gave, or a new one."""
    return given if _PLAIN.fullmatch(given) else uuid.uuid4().hex


def route_of(request: HttpRequest) -> str:
    """Return the name of the address: the path itself may hold a name or a key."""
    if request.path.startswith(settings.STATIC_URL):
        return "static"
    match = request.resolver_match
    return (match.view_name or "unnamed") if match else "unknown"


def pseudonym(user_id: int | None) -> str:
    """Return what stands for a person in the logs: the same always, nothing without the key."""
    if user_id is None:
        return ""
    return salted_hmac("exchange.logs", str(user_id), algorithm="sha256").hexdigest()[:12]


def _tell(request: HttpRequest, response: HttpResponse, seconds: float) -> None:
    route = route_of(request)
    counting.count_request(route, response.status_code, seconds)
    if route in _QUIET and response.status_code < 500:
        return
    # Only whom the view looked up anyway: the log asks the database nothing.
    user = getattr(request, "_cached_user", None)
    facts = {
        "method": request.method,
        "route": route,
        "status": response.status_code,
        "ms": round(seconds * 1000),
        "user": pseudonym(user.pk if user else None),
    }
    requests.info("%(method)s %(route)s %(status)s in %(ms)s ms", facts, extra=facts)


@signals.setup_logging.connect
def _keep_our_logging(**_rest: Any) -> None:
    """Let Celery leave logging alone: workers write the same lines as the web server."""
    logging.config.dictConfig(settings.LOGGING)


# --- Tasks ----------------------------------------------------------------------------------
_started: ContextVar[float] = ContextVar("task_started", default=0.0)


@signals.before_task_publish.connect
def _send_along(headers: dict[str, Any], **_rest: Any) -> None:
    headers["request_id"] = request_id.get()


@signals.task_prerun.connect
def _take_up(task: Any, task_id: str, **_rest: Any) -> None:
    _started.set(perf_counter())
    if not task.request.is_eager:
        request_id.set(task.request.get("request_id") or task_id)


@signals.task_postrun.connect
def _tell_of_task(task: Any, state: str | None, **_rest: Any) -> None:
    seconds = perf_counter() - _started.get()
    counting.count_task(task.name, str(state), seconds)
    if task.request.is_eager:
        return
    facts = {"task": task.name, "state": state, "ms": round(seconds * 1000)}
    tasks.info("%(task)s %(state)s in %(ms)s ms", facts, extra=facts)
    request_id.set("")
