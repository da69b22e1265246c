"""The figures for Prometheus: right over several processes, and for nobody else."""

import re
import subprocess
import sys

import pytest
from django.conf import settings as django_settings

from config.metrics import counting
from config.metrics.text import exposition, series
from tests.services import redis_url

LINE = re.compile(r'[a-z_]+(\{[a-z_]+="[^"\n]*"(,[a-z_]+="[^"\n]*")*\})? -?[0-9.e+-]+')


@pytest.mark.django_db
def test_every_line_is_in_the_format_and_every_figure_is_explained(client, settings):
    settings.METRICS_TOKEN = "token"
    client.get("/healthz")
    answer = client.get("/metrics", headers={"Authorization": "Bearer token"})
    assert answer["Content-Type"].startswith("text/plain; version=0.0.4")
    lines = answer.content.decode().splitlines()
    bad = [line for line in lines if not line.startswith("# ") and not LINE.fullmatch(line)]
    assert bad == []
    assert 'exchange_requests_total{route="healthz",status="200"}' in answer.content.decode()
    for name in ("search_outbox_waiting", "search_lag_seconds", "letters", "jobs", "dead_letters"):
        assert f"# HELP exchange_{name} " in answer.content.decode()


@pytest.mark.parametrize(
    ("token", "allowed", "given", "forwarded", "status"),
    [
        ("", [], {}, False, 404),
        ("", [], {"Authorization": "Bearer "}, False, 404),
        ("right", [], {"Authorization": "Bearer wrong"}, False, 404),
        ("right", [], {"Authorization": "Bearer right"}, True, 200),
        ("", ["127.0.0.0/8"], {}, False, 200),
        ("", ["127.0.0.0/8"], {}, True, 404),
        ("", ["10.0.0.0/8"], {}, False, 404),
    ],
)
@pytest.mark.django_db
def test_figures_are_for_those_who_may_collect_them(
    client, settings, token, allowed, given, forwarded, status
):
    settings.METRICS_TOKEN, settings.METRICS_ALLOW = token, allowed
    headers = given | ({"X-Forwarded-For": "127.0.0.1"} if forwarded else {})
    assert client.get("/metrics", headers=headers).status_code == status


def test_steps_of_a_histogram_add_up():
    sums = counting._histogram("x_seconds", 0.3, route="a")
    assert [name for name in sums if 'le="0.25"' in name] == []
    assert sums['x_seconds_bucket{le="0.5",route="a"}'] == 1
    assert sums['x_seconds_bucket{le="+Inf",route="a"}'] == 1
    assert sums['x_seconds_sum{route="a"}'] == 0.3


def test_a_label_cannot_break_the_format():
    name = series("exchange_requests_total", route='a"b\n\\')
    assert exposition({name: 2.0}).splitlines()[-1] == (
        'exchange_requests_total{route="a\\"b\\n\\\\"} 2'
    )


COUNT = (
    "from config.metrics import counting; "
    "[counting.count_request('only:here', 200, 0.1) for _ in range(50)]"
)


@pytest.mark.redis
def test_what_several_processes_count_is_added_up(settings):
    url = redis_url()
    settings.CACHES = {"default": {"BACKEND": "x.RedisCache", "LOCATION": url}}
    counting._store.cache_clear()
    store = counting._store()
    store.delete(counting.KEY)
    env = {"CACHE_URL": url.replace("redis://", "rediscache://"), "PATH": ""}
    env |= {"DJANGO_SETTINGS_MODULE": "config.settings.development"}
    try:
        started = [
            subprocess.Popen([sys.executable, "-c", COUNT], env=env, cwd=django_settings.BASE_DIR)
            for _ in range(2)
        ]
        assert [process.wait(60) for process in started] == [0, 0]
        name = 'exchange_requests_total{route="only:here",status="200"}'
        assert counting.totals()[name] == 100
    finally:
        store.delete(counting.KEY)
        counting._store.cache_clear()
