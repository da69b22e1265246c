"""Where settings come from, and what is said about those that cannot be right."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from config import checks
from config.env import Environment, env, secret, with_password


@pytest.fixture
def given(monkeypatch, tmp_path):
    """Return a function that puts values into the environment, or a file for one."""

    def give(in_file=None, **values):
        for name, value in values.items():
            monkeypatch.setenv(name, value)
        if in_file is not None:
            (tmp_path / "secret").write_text(in_file)
            monkeypatch.setenv("A_SECRET_FILE", str(tmp_path / "secret"))

    return give


def test_a_secret_is_read_from_the_environment_or_from_its_file_without_the_newline(given):
    given(A_SECRET="one")
    assert secret("A_SECRET") == "one"
    given(A_SECRET="", in_file="two three\n")
    assert secret("A_SECRET") == "two three"
    assert env("A_SECRET") == "two three"


def test_other_values_come_from_files_as_well(given):
    given(in_file="postgres://exchange:a%2Fb@database/exchange\n")
    assert Environment().db("A_SECRET")["PASSWORD"] == "a/b"


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({}, "A_SECRET is missing. Set it in the environment"),
        ({"A_SECRET": ""}, "A_SECRET is missing"),
        ({"A_SECRET_FILE": "/nowhere/at/all"}, "/nowhere/at/all, which cannot be read"),
        ({"A_SECRET": "one", "in_file": "two"}, "Both A_SECRET and A_SECRET_FILE are set"),
        ({"in_file": "\n"}, "A_SECRET is missing"),
    ],
)
def test_a_missing_secret_is_named_with_what_to_do(given, values, said):
    given(**values)
    with pytest.raises(ImproperlyConfigured, match=said):
        secret("A_SECRET")


def test_what_may_be_missing_has_a_default(given):
    assert secret("A_SECRET", default="") == ""


@pytest.mark.parametrize(
    ("url", "full"),
    [
        ("redis://redis:6379/1", "redis://:p%2Fw@redis:6379/1"),
        ("redis://user@redis/1", "redis://user:p%2Fw@redis/1"),
        ("redis://:own@redis/1", "redis://:own@redis/1"),
    ],
)
def test_a_password_joins_a_url_that_has_none(url, full):
    assert with_password(url, "p/w") == full
    assert with_password(url, "") == url


@pytest.mark.parametrize(
    ("changed", "number"),
    [
        ({"SEARCH_ENGINE": "solr"}, "E001"),
        ({"SEARCH_ENGINE": "elasticsearch", "ELASTICSEARCH_URL": []}, "E002"),
        ({"SEARCH_ENGINE": "auto", "ELASTICSEARCH_URL": ["http://es:9200"]}, "I001"),
        ({"SITE_URL": "exchange.example.org"}, "E004"),
        ({"SITE_URL": "https://other.example.org"}, "E005"),
        ({"SITE_URL": "http://localhost", "SECURE_SSL_REDIRECT": True}, "E006"),
        ({"ENGINE": "x.mysql", "SEARCH_ENGINE": "postgres"}, "E003"),
        (
            {
                "ENGINE": "x.sqlite3",
                "SEARCH_ENGINE": "auto",
                "ELASTICSEARCH_URL": [],
                "CELERY_TASK_ALWAYS_EAGER": False,
            },
            "W002",
        ),
    ],
)
def test_settings_that_contradict_each_other_are_told(settings, monkeypatch, changed, number):
    for name, value in changed.items():
        if name == "ENGINE":
            monkeypatch.setitem(settings.DATABASES["default"], name, value)
        else:
            setattr(settings, name, value)
    assert number in {error.id.rpartition(".")[2] for error in checks.contradictions(None)}


def test_a_name_that_nothing_reads_is_told_with_the_one_that_is_meant(given):
    given(ELASTICSEARCH_PASWORD="x")
    with pytest.raises(ImproperlyConfigured, match=r"Is ELASTICSEARCH_PASSWORD meant\?"):
        checks.refuse_contradictions()


def test_these_tests_themselves_run_with_settings_that_agree():
    checks.refuse_contradictions()
