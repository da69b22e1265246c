"""Tell Sentry of errors, without anything about people: only where SENTRY_DSN is set."""

import importlib
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from config.logs import request_id

Event = dict[str, Any]
# What may leave the house of a request; cookies, forms, query, body, address and person may not.
_KEPT_OF_REQUEST = ("method",)
_KEPT_HEADERS = ("Accept-Language", "X-Request-Id")


def start() -> None:
    """Begin to tell; raise ImproperlyConfigured where the package is missing."""
    try:
        sentry_sdk = importlib.import_module("sentry_sdk")
    except ImportError as error:
        raise ImproperlyConfigured(
            "SENTRY_DSN is set, but the package sentry-sdk is not installed. "
            "Install it (pip install 'sentry-sdk>=2.75,<3'), or remove SENTRY_DSN."
        ) from error
    sentry_sdk.init(
        dsn=settings.SENTRY_DSN,
        environment=settings.SENTRY_ENVIRONMENT,
        send_default_pii=False,
        include_local_variables=False,
        max_request_body_size="never",
        max_breadcrumbs=0,
        before_send=before_send,
    )


def before_send(event: Event, hint: Event | None = None) -> Event:
    """Return the event with nothing in it that was typed, or says who it was."""
    for name in ("user", "breadcrumbs", "extra", "contexts"):
        event.pop(name, None)
    if "request" in event:
        event["request"] = _scrubbed(event["request"])
    # The text of an error may quote what was typed: the kind and the place are enough.
    for part in ("exception", "threads"):
        for value in event.get(part, {}).get("values", ()):
            value.pop("value", None)
            for frame in (value.get("stacktrace") or {}).get("frames", ()):
                frame.pop("vars", None)
    event.pop("message", None)
    event["logentry"] = {"message": event.get("logentry", {}).get("message", "")}
    event["tags"] = {"request_id": request_id.get()}
    return event


def _scrubbed(request: Event) -> Event:
    headers = request.get("headers") or {}
    return {
        **{name: request[name] for name in _KEPT_OF_REQUEST if name in request},
        "headers": {name: headers[name] for name in _KEPT_HEADERS if name in headers},
    }
