"""What those who run the site rely on."""

import os
import re
import subprocess
import sys
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone

from config import health
from search.models import Outbox

SECRETS = {
    "SECRET_KEY": "a1b2c3d4e5" * 6,
    "ALLOWED_HOSTS": "exchange.example.org",
    "SITE_URL": "https://exchange.example.org",
    "DATABASE_URL": "sqlite:///:memory:",
    "CACHE_URL": "locmemcache://",
    "EMAIL_URL": "smtp://localhost:25",
    "DEFAULT_FROM_EMAIL": "exchange@example.org",
}


def _production(code, **env):
    """Run code under the production settings in a process of its own."""
    clean = {k: v for k, v in os.environ.items() if k not in SECRETS}
    return subprocess.run(
        [sys.executable, "-W", "ignore", "-c", f"import django; django.setup(); {code}"],
        env=clean | {"DJANGO_SETTINGS_MODULE": "config.settings.production"} | env,
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("missing", sorted(SECRETS))
def test_production_refuses_to_start_without_its_secrets(missing):
    given = {name: value for name, value in SECRETS.items() if name != missing}
    done = _production("print('started')", **given)
    assert done.returncode != 0
    assert missing in done.stderr


def test_the_health_check_is_answered_inside_the_container():
    code = (
        "from django.test import Client; "
        "print(Client().get('/healthz', HTTP_HOST='localhost').status_code)"
    )
    assert _production(code, **SECRETS).stdout.strip() == "200"


def test_other_pages_are_sent_to_https():
    code = (
        "from django.test import Client; "
        "print(Client().get('/accounts/login/', HTTP_HOST='exchange.example.org').status_code)"
    )
    assert _production(code, **SECRETS).stdout.strip() == "301"


@pytest.mark.django_db
def test_a_site_with_a_missing_migration_is_not_ready(client, monkeypatch):
    assert client.get("/readyz").status_code == 200
    monkeypatch.setattr(health, "_migrated", False)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'needs'")
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert [name for name, holds in answer.json().items() if not holds] == ["ready", "migrations"]


@pytest.mark.django_db
@pytest.mark.parametrize("part", ["database", "cache", "search", "broker"])
def test_readiness_names_the_part_that_fails_and_nothing_more(client, monkeypatch, part):
    def fail():
        raise ConnectionError("10.0.0.7 refused the password of exchange")

    monkeypatch.setitem(health.CHECKS, part, fail)
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert [name for name, holds in answer.json().items() if not holds] == ["ready", part]
    assert b"10.0.0.7" not in answer.content


@pytest.mark.django_db
def test_a_change_that_waits_too_long_for_the_index_is_told(client, settings):
    row = Outbox.objects.create(type="need", object_id=1)
    Outbox.objects.filter(pk=row.pk).update(created_at=timezone.now() - timedelta(minutes=6))
    assert client.get("/readyz").json()["search"] is False
    settings.SEARCH_LAG_LIMIT = 3600
    assert client.get("/readyz").json()["search"] is True


def test_every_variable_is_in_the_readme():
    read = re.compile(r'(?:\benv(?:\.\w+)?|secret|environ\.get)\(\s*"([A-Z_]+)"')
    root = settings.BASE_DIR
    sources = [*root.glob("config/settings/*.py"), root / "config/databases.py"]
    text = "".join(file.read_text() for file in [*sources, root / "gunicorn.conf.py"])
    readme = (root / "README.md").read_text(encoding="utf-8")
    missing = {name for name in read.findall(text) if f"`{name}`" not in readme}
    assert missing - {"TEST_DATABASE"} == set()


def test_psycopg_3_is_not_there():
    """Django would take it instead of psycopg2, with other rules for parameters."""
    with pytest.raises(ImportError):
        __import__("psycopg")


@pytest.mark.django_db
def test_the_cms_tells_those_who_may_not_enter(visit, amina):
    assert visit(amina).get("/cms/", follow=True).status_code == 403
    assert visit().get("/cms/", follow=True).redirect_chain[-1][0].startswith("/accounts/login/")
