"""One id from the proxy to the log, and no word about people in it."""

import io
import json
import logging
import sys
from types import SimpleNamespace

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpResponse

from config import sentry, tracing
from config.logs import JsonFormatter, RouteInsteadOfPath, request_id
from config.metrics import counting
from config.views import server_error


@pytest.fixture
def lines():
    """Return a function that gives what was logged, as it was written then."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(JsonFormatter())
    logger = logging.getLogger("exchange")
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    yield lambda: [json.loads(line) for line in written.getvalue().splitlines()]
    logger.removeHandler(handler)
    logger.setLevel(logging.NOTSET)


@pytest.mark.parametrize(
    ("given", "kept"),
    [("0d5c-4f_1.a", True), ("short", False), ("two\nlines-of-it", False), ("x" * 65, False)],
)
def test_the_id_of_the_proxy_is_taken_when_it_is_plain(client, given, kept):
    answer = client.get("/healthz", headers={"X-Request-ID": given})
    assert (answer["X-Request-ID"] == given) is kept
    assert len(answer["X-Request-ID"]) >= 8


@pytest.mark.django_db
def test_one_line_tells_of_a_request_and_names_nobody(visit, amina, lines):
    visit(amina).get("/me/", {"q": "secret words"}, headers={"X-Request-ID": "from-the-proxy"})
    [line] = lines()
    assert line.pop("time")
    assert line.pop("ms") > 0
    assert line.pop("message").startswith("GET accounts:home 200 in ")
    assert line == {
        "level": "INFO",
        "logger": "exchange.request",
        "request_id": "from-the-proxy",
        "method": "GET",
        "route": "accounts:home",
        "status": 200,
        "user": tracing.pseudonym(amina.pk),
    }


def test_a_fault_shows_the_number_to_quote(rf):
    token = request_id.set("number-to-quote")
    answer = server_error(rf.get("/"))
    request_id.reset(token)
    assert answer.status_code == 500
    assert "number-to-quote" in answer.content.decode()


def test_the_path_of_a_refusal_is_not_logged(rf):
    request = rf.get("/accounts/password/reset/key/3-secret/")
    request.resolver_match = SimpleNamespace(view_name="account_reset_password_from_key")
    record = logging.LogRecord("x", 30, "", 0, "%s: %s", ("Not Found", request.path), None)
    record.request = request
    assert RouteInsteadOfPath().filter(record)
    assert record.getMessage() == "Not Found: account_reset_password_from_key"


def test_an_error_is_one_line_with_its_traceback():
    try:
        raise ValueError("two\nlines")
    except ValueError:
        record = logging.LogRecord("x", 40, "", 0, "failed", None, sys.exc_info())
    text = JsonFormatter().format(record)
    assert "\n" not in text
    assert "ValueError" in json.loads(text)["exception"]


# --- Tasks ----------------------------------------------------------------------------------
def _task(**headers):
    request = SimpleNamespace(is_eager=False, get=headers.get)
    return SimpleNamespace(name="search.tasks.drain_outbox", request=request)


def test_the_id_travels_with_the_task_and_is_logged_there(lines, monkeypatch):
    sums = {}
    monkeypatch.setattr(counting._buffer, "add", lambda counted, latest: sums.update(counted))
    headers = {}
    token = request_id.set("of-the-page")
    tracing._send_along(headers=headers)
    request_id.set("")
    tracing._take_up(task=_task(**headers), task_id="of-the-task")
    tracing._tell_of_task(task=_task(), state="SUCCESS")
    request_id.reset(token)
    assert headers == {"request_id": "of-the-page"}
    [line] = lines()
    assert (line["request_id"], line["task"]) == ("of-the-page", "search.tasks.drain_outbox")
    assert sums['exchange_tasks_total{task="search.tasks.drain_outbox",state="success"}'] == 1


def test_a_task_of_the_calendar_has_its_own_id():
    token = request_id.set("")
    tracing._take_up(task=_task(), task_id="of-the-task")
    assert request_id.get() == "of-the-task"
    request_id.reset(token)


# --- Sentry ---------------------------------------------------------------------------------
EVENT = {
    "user": {"email": "amina@example.org", "ip_address": "10.1.2.3"},
    "breadcrumbs": {"values": [{"message": "amina@example.org"}]},
    "extra": {"sys.argv": ["amina@example.org"]},
    "contexts": {"trace": {"data": "amina@example.org"}},
    "message": "amina@example.org",
    "logentry": {"message": "%s failed", "params": ["amina@example.org"], "formatted": "amina@"},
    "request": {
        "method": "POST",
        "url": "https://exchange.example.org/people/amina@example.org",
        "query_string": "q=amina@example.org",
        "data": {"email": "amina@example.org"},
        "cookies": {"sessionid": "amina@example.org"},
        "headers": {"Cookie": "amina@example.org", "Accept-Language": "fr"},
        "env": {"REMOTE_ADDR": "10.1.2.3"},
    },
    "exception": {
        "values": [
            {
                "type": "IntegrityError",
                "value": "Key (email)=(amina@example.org) already exists",
                "stacktrace": {"frames": [{"function": "save", "vars": {"who": "amina@"}}]},
            }
        ]
    },
}


def test_nothing_about_people_goes_to_sentry():
    sent = sentry.before_send(json.loads(json.dumps(EVENT)))
    assert "amina" not in json.dumps(sent)
    assert "10.1.2.3" not in json.dumps(sent)
    assert sent["request"] == {"method": "POST", "headers": {"Accept-Language": "fr"}}
    assert sent["exception"]["values"][0]["type"] == "IntegrityError"
    assert sent["logentry"] == {"message": "%s failed"}


def test_sentry_is_started_with_the_scrubber(settings, monkeypatch):
    given = {}
    monkeypatch.setitem(sys.modules, "sentry_sdk", SimpleNamespace(init=given.update))
    settings.SENTRY_DSN = "https://key@sentry.example.org/1"
    sentry.start()
    assert given["dsn"] == settings.SENTRY_DSN
    assert given["before_send"] is sentry.before_send
    assert given["send_default_pii"] is False


def test_a_missing_sentry_is_told_at_the_start(settings, monkeypatch):
    monkeypatch.setitem(sys.modules, "sentry_sdk", None)
    with pytest.raises(ImproperlyConfigured, match="sentry-sdk is not installed"):
        sentry.start()


def test_a_request_nobody_looked_at_is_counted_without_asking_who_it_was(rf, monkeypatch):
    counted = []
    monkeypatch.setattr(counting, "count_request", lambda *facts: counted.append(facts))
    request = rf.get("/x/")
    request.user = AnonymousUser()
    tracing.RequestMiddleware(lambda _request: HttpResponse(status=404))(request)
    assert counted[0][:2] == ("unknown", 404)
