"""What is logged and how: JSON lines on servers, plain lines at a desk.

Imported by the settings and by gunicorn before there are any: knows no Django.
"""

import json
import logging
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

request_id: ContextVar[str] = ContextVar("request_id", default="")
# What every record has; the rest was given as `extra`.
_ORDINARY = {*vars(logging.makeLogRecord({})), "message", "asctime", "taskName", "request"}


class JsonFormatter(logging.Formatter):
    """One JSON object on one line, with the id of the request it belongs to."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
            "request_id": request_id.get(),
            **{name: value for name, value in vars(record).items() if name not in _ORDINARY},
        }
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        kept = {name: value for name, value in line.items() if value not in ("", None)}
        return json.dumps(kept, ensure_ascii=False, default=str)


class RouteInsteadOfPath(logging.Filter):
    """Write the name of an address where Django writes the path, which may hold a key or a name."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Change the record; let every one pass."""
        path = getattr(getattr(record, "request", None), "path", None)
        if path and isinstance(record.args, tuple):
            match = record.request.resolver_match  # type: ignore[attr-defined]
            route = match.view_name if match else "an unknown address"
            record.args = tuple(route if value == path else value for value in record.args)
        return True


def logging_config(formatter: str, level: str) -> dict[str, Any]:
    """Return the configuration of logging: everything to standard error."""
    celery = ("celery.app.trace", "celery.worker.strategy")
    quiet = (*celery, "django_tasks", "wagtail", "elastic_transport")
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"},
            "json": {"()": JsonFormatter},
        },
        "filters": {"route": {"()": RouteInsteadOfPath}},
        "handlers": {
            "console": {
                "class": "logging.StreamHandler",
                "formatter": formatter,
                "filters": ["route"],
            }
        },
        "root": {"handlers": ["console"], "level": level},
        # A line for each task done or page made says nothing that a person would act on.
        # What was refused is in the line of its request; only faults of ours are told twice.
        "loggers": {name: {"level": "WARNING"} for name in quiet}
        | {"django.request": {"level": "ERROR"}},
    }
