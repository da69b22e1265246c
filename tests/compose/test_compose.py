"""The compose file holds together, and each mistake one could make in it is found."""

import shutil

import pytest

from tests.compose import checks
from tests.compose.project import ROOT, Project, put_in
from tests.compose.schema import Schema

# These start Python with production settings; `make check` runs them.
SLOW = (checks.environment, checks.deployment)
FILES = ("docker-compose.yml", "Dockerfile", ".env.example", ".gitignore", ".dockerignore")

LINKED = (
    *("accounts", "cms", "config", "deploy", "files", "matchmaking", "requirements", "search"),
    *("manage.py", "gunicorn.conf.py"),
)
COMPOSE = "docker-compose.yml"


@pytest.fixture
def broken(tmp_path):
    """Return a function that copies the project with one text replaced by another."""

    def break_it(file, old, new):
        for name in FILES:
            shutil.copy(ROOT / name, tmp_path / name)
        for name in LINKED:
            (tmp_path / name).symlink_to(ROOT / name)
        text = (tmp_path / file).read_text()
        assert old in text
        (tmp_path / file).write_text(text.replace(old, new, 1))
        return Project(tmp_path)

    return break_it


@pytest.mark.parametrize("check", [c for c in checks.CHECKS if c not in SLOW])
def test_the_files_hold_together(check):
    assert list(check(Project())) == []


@pytest.mark.parametrize(
    ("check", "file", "old", "new", "said"),
    [
        (checks.schema, COMPOSE, "restart: unless", "restrat: unless", "restrat"),
        (checks.schema, COMPOSE, "interval: 5s", "interval: [5]", "interval"),
        (checks.references, COMPOSE, "- redis:/data", "- rediss:/data", "rediss is not"),
        (checks.references, COMPOSE, "[inside]", "[insid]", "insid is not defined"),
        (checks.references, COMPOSE, "      redis:\n        cond", "      r:\n        cond",
         "waits for r, which is not there"),
        (checks.references, COMPOSE, 'test: ["CMD", "pg_is', 'x: ["CMD", "pg_is',
         "waits for the health of database"),
        (checks.mounts, COMPOSE, "- ./deploy/Caddyfile", "- ./deploy/caddy", "not there"),
        (checks.mounts, COMPOSE, "/run/secrets/secret_key", "/run/secrets/key",
         "SECRET_KEY_FILE names a secret"),
        (checks.settings_of_env, COMPOSE, "${TLS:-", "${TLZ:-", "TLZ is missing"),
        (checks.settings_of_env, ".env.example", "TLS=", "TLSS=", "TLSS is used by nobody"),
        (checks.confinement, COMPOSE, 'user: "10001:10001"', 'user: "0"', "runs as root"),
        (checks.confinement, COMPOSE, "networks: [inside]", 'ports: ["5432:5432"]',
         "open to the world"),
        (checks.confinement, COMPOSE, "read_only: true", "read_only: false", "x-writable"),
        (checks.confinement, COMPOSE, "healthcheck: *alive", "x-a: 1", "no healthcheck"),
        (checks.secrecy, COMPOSE, "PASSWORD_FILE: /run/secrets/database_password",
         "PASSWORD: exchange", "PASSWORD is a secret"),
        (checks.secrecy, ".gitignore", "/secrets/", "", "does not keep ./secrets out"),
        (checks.image, "Dockerfile", "COPY files files", "COPY filez filez", "files is not copied"),
        (checks.image, "Dockerfile", "USER 10001:10001", "USER root", "ends as root"),
        (checks.image, ".dockerignore", "docs", "search", "keeps search out"),
    ],
)  # fmt: skip
def test_a_mistake_is_found_and_named(broken, check, file, old, new, said):
    assert said in "\n".join(check(broken(file, old, new)))


def test_a_file_that_is_no_yaml_is_told(broken):
    [fault] = checks.faults(broken("docker-compose.yml", "services:", "services: ]"))
    assert "cannot be read" in fault


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        ("${A}", "1"),
        ("${B:-2}", "2"),
        ("${A:-2}", "1"),
        ("${B:-${A}}", "1"),
        ("$$(cat)", "$(cat)"),
        ("${A:?words}/x", "1/x"),
    ],
)
def test_variables_are_put_in_as_compose_does(text, filled):
    assert put_in({"x": [text]}, {"A": "1"}) == {"x": [filled]}


@pytest.mark.parametrize(
    ("schema", "good", "bad"),
    [
        ({"type": ["string", "null"]}, None, 1),
        ({"type": "integer", "minimum": 1}, 1, 0),
        ({"type": "integer"}, 1, True),
        ({"enum": ["a"]}, "a", "b"),
        ({"oneOf": [{"type": "string"}, {"type": "array"}]}, "a", 1),
        ({"oneOf": [{"type": "string"}, {"enum": ["a"]}]}, "b", "a"),
        ({"type": "object", "required": ["a"]}, {"a": 1}, {}),
        ({"patternProperties": {"^x-": {}}, "additionalProperties": False}, {"x-a": 1}, {"a": 1}),
        ({"items": {"pattern": "^a"}, "uniqueItems": True}, ["a", "ab"], ["a", "a"]),
    ],
)
def test_the_schema_accepts_what_fits_and_refuses_the_rest(schema, good, bad):
    assert Schema(schema).faults(good) == []
    assert Schema(schema).faults(bad) != []
