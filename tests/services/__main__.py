"""What make runs.

python -m tests.services start [NAME...]   starts the servers and prints their addresses
python -m tests.services stop              stops those that were started
python -m tests.services second COMMAND    runs a command on PostgreSQL and Elasticsearch
python -m tests.services third COMMAND     runs one on PostgreSQL alone, where it was not yet
python -m tests.services deploy            checks the deployment with made-up secrets
"""

import os
import subprocess
import sys
from secrets import token_urlsafe

from tests.services import REQUIRED, Missing, find_elasticsearch, find_postgres
from tests.services.machine import start, stop


def second(*command: str) -> int:
    """Run a command on PostgreSQL, with Elasticsearch for searching where there is one."""
    try:
        env = {"DATABASE_URL": find_postgres()}
    except Missing as missing:
        print(f"SKIPPED the suite on PostgreSQL: {missing}")
        return int(REQUIRED)
    try:
        env |= {"ELASTICSEARCH_URL": find_elasticsearch(), "SEARCH_ENGINE": "elasticsearch"}
    except Missing as missing:
        print(f"SKIPPED searching with Elasticsearch: {missing}")
        if REQUIRED:
            return 1
    return _run(command, env)


def third(*command: str) -> int:
    """Run a command on PostgreSQL alone, if the second run searched with Elasticsearch."""
    try:
        find_elasticsearch()
        return _run(command, {"DATABASE_URL": find_postgres(), "SEARCH_ENGINE": "postgres"})
    except Missing:
        return 0


def deploy() -> int:
    """Run Django's deployment check with made-up secrets: no warning may remain."""
    secrets = {
        "SECRET_KEY": token_urlsafe(64),
        "ALLOWED_HOSTS": "exchange.example.org",
        "SITE_URL": "https://exchange.example.org",
        "DATABASE_URL": "postgres://u:p@127.0.0.1/none",
        "CACHE_URL": "locmemcache://",
        "EMAIL_URL": "smtp://localhost:25",
        "DEFAULT_FROM_EMAIL": "exchange@example.org",
    }
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    return _run(command, secrets | {"DJANGO_SETTINGS_MODULE": "config.settings.production"})


def _run(command: tuple[str, ...] | list[str], env: dict[str, str]) -> int:
    return subprocess.run(command, env=os.environ | env, check=False).returncode


if __name__ == "__main__":
    commands = {"start": start, "stop": stop, "second": second, "third": third, "deploy": deploy}
    sys.exit(commands[sys.argv[1]](*sys.argv[2:]))
