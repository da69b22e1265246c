"""Which services the machine has; run by make.

    python tests/services.py postgres URL   0 when the server answers, else one line and 3
    python tests/services.py deploy         runs `check --deploy` with made-up production secrets

With REQUIRE_SERVICES=1 a missing service is a failure instead of a skip.
"""

import os
import subprocess
import sys
from secrets import token_urlsafe

import psycopg2

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
SKIP = 3
REQUIRED = os.environ.get("REQUIRE_SERVICES") == "1"


def postgres(url: str) -> int:
    """Say whether PostgreSQL answers at `url`."""
    try:
        psycopg2.connect(url, connect_timeout=3).close()
    except psycopg2.OperationalError as error:
        reason = str(error).strip().splitlines()[0]
        print(f"SKIPPED the suite on PostgreSQL: no server at {url.rsplit('@')[-1]} ({reason})")
        return 1 if REQUIRED else SKIP
    return 0


def redis_url() -> str:
    """Return the address of the Redis that the environment names and that answers; else skip."""
    import pytest  # make runs this file without it
    import redis

    url = os.environ.get("REDIS_URL", "")
    try:
        redis.Redis.from_url(url or "redis://127.0.0.1:1/0", socket_connect_timeout=3).ping()
    except redis.RedisError as error:
        message = f"no Redis at {url} ({error})" if url else "no Redis: set REDIS_URL"
        pytest.fail(message) if REQUIRED else pytest.skip(message)
    return url


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
    env = os.environ | secrets | {"DJANGO_SETTINGS_MODULE": "config.settings.production"}
    return subprocess.run(command, env=env, check=False).returncode


if __name__ == "__main__":
    sys.exit(postgres(sys.argv[2]) if sys.argv[1] == "postgres" else deploy())
