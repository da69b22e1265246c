"""Settings that contradict each other, or that nothing reads: said in clear words at the start.

Management commands ask through Django's checks; the web server and the workers ask themselves.
"""

import difflib
import os
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import urlsplit

from celery import signals
from django.conf import settings
from django.core import checks
from django.core.exceptions import ImproperlyConfigured
from django.http.request import validate_host

from config.env import FROM_DOT_ENV, env

ENGINES = ("auto", "sqlite", "postgres", "elasticsearch", "memory")
# Names that begin so are ours: one that no setting reads is a mistake.
PREFIXES = (
    "ACCOUNT_",
    "ALLOWED_",
    "CACHE_",
    "CELERY_",
    "CLAMAV_",
    "DATABASE_",
    "ELASTICSEARCH_",
    "EMAIL_",
    "METRICS_",
    "OIDC_",
    "SEARCH_",
    "SECRET_",
    "SECURE_",
    "SENTRY_",
    "SITE_",
)
# Read elsewhere than in the settings: by Compose, by gunicorn, by the tests; Celery sets its own.
ELSEWHERE = (
    *("CELERY_LOG_", "COMPOSE_", "DJANGO_", "EXCHANGE_", "PYTHON", "WEB_", "WORKER_"),
    *("ELASTICSEARCH_HEAP", "ELASTICSEARCH_HOME", "SITE_PORT", "TEST_DATABASE"),
)


@checks.register("exchange")
def contradictions(app_configs: Sequence[Any] | None, **_rest: Any) -> list[checks.CheckMessage]:
    """Return what is wrong with the settings as a whole."""
    return [*_search(), *_database(), *_addresses(), *_unread()]


def refuse_contradictions() -> None:
    """Raise ImproperlyConfigured with all that is wrong."""
    errors = [error for error in contradictions(None) if error.is_serious()]
    if errors:
        raise ImproperlyConfigured("\n".join(f"{error.msg} {error.hint or ''}" for error in errors))


@signals.worker_init.connect
@signals.beat_init.connect
def _refuse_to_work(**_rest: Any) -> None:
    try:
        refuse_contradictions()
    except ImproperlyConfigured as error:
        raise SystemExit(f"Not started. {error}") from error  # another error would only be logged


def _search() -> Iterator[checks.CheckMessage]:
    engine, servers = settings.SEARCH_ENGINE, settings.ELASTICSEARCH_URL
    if engine not in ENGINES:
        yield _error("E001", f"SEARCH_ENGINE is {engine!r}.", f"It may be {', '.join(ENGINES)}.")
    if engine == "elasticsearch" and not servers:
        yield _error(
            "E002",
            "SEARCH_ENGINE is elasticsearch, but ELASTICSEARCH_URL is empty.",
            "Set ELASTICSEARCH_URL to the addresses of the servers.",
        )
    if servers and engine != "elasticsearch":
        # The tests and a site that is about to move have both.
        yield _hint(
            "I001",
            f"ELASTICSEARCH_URL is set, but SEARCH_ENGINE is {engine}: no server is asked.",
            "Set SEARCH_ENGINE=elasticsearch, or remove ELASTICSEARCH_URL.",
        )


def _database() -> Iterator[checks.CheckMessage]:
    vendor = settings.DATABASES["default"]["ENGINE"].rpartition(".")[2]
    wanted = {"sqlite": "sqlite3", "postgres": "postgresql"}.get(settings.SEARCH_ENGINE, vendor)
    if wanted != vendor:
        yield _error(
            "E003",
            f"SEARCH_ENGINE is {settings.SEARCH_ENGINE}, but DATABASE_URL names {vendor}.",
            "The index of these two lies in the database itself. Set SEARCH_ENGINE=auto.",
        )
    if not settings.CELERY_TASK_ALWAYS_EAGER and vendor == "sqlite3":
        yield _warning(
            "W002",
            "CELERY_BROKER_URL is set, but the database is SQLite.",
            "Workers on other machines cannot reach it; use PostgreSQL with workers.",
        )


def _addresses() -> Iterator[checks.CheckMessage]:
    parts = urlsplit(settings.SITE_URL)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        hint = "It looks like https://exchange.example.org"
        yield _error("E004", f"SITE_URL is no address: {settings.SITE_URL!r}.", hint)
    elif not validate_host(parts.hostname, settings.ALLOWED_HOSTS):
        yield _error(
            "E005",
            f"SITE_URL leads to {parts.hostname}, which is not in ALLOWED_HOSTS.",
            f"Add {parts.hostname} to ALLOWED_HOSTS.",
        )
    if settings.SECURE_SSL_REDIRECT and parts.scheme == "http":
        yield _error(
            "E006",
            "SITE_URL begins with http://, but every request is sent to https.",
            "Write SITE_URL with https://, or set SECURE_SSL_REDIRECT=false.",
        )


def _unread() -> Iterator[checks.CheckMessage]:
    ours = {name for name in os.environ if name.startswith(PREFIXES)} | FROM_DOT_ENV
    for name in sorted(ours - env.asked):
        if not name.startswith(ELSEWHERE):
            close = difflib.get_close_matches(name, env.asked, n=1)
            hint = f"Is {close[0]} meant?" if close else "Remove it, or look up its name."
            yield _error("E007", f"{name} is set, but no setting reads it.", hint)


def _error(number: str, words: str, hint: str) -> checks.CheckMessage:
    return checks.Error(words, hint=hint, id=f"exchange.{number}")


def _warning(number: str, words: str, hint: str) -> checks.CheckMessage:
    return checks.Warning(words, hint=hint, id=f"exchange.{number}")


def _hint(number: str, words: str, hint: str) -> checks.CheckMessage:
    return checks.Info(words, hint=hint, id=f"exchange.{number}")
