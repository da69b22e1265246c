"""The process environment, read in one place: every value also from the file that NAME_FILE names.

Files are how secrets reach a container (`secrets:` of Compose mounts them under /run/secrets).
"""

import os
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit, urlunsplit

import environ
from django.core.exceptions import ImproperlyConfigured
from environ.fileaware_mapping import FileAwareMapping

BASE_DIR = Path(__file__).resolve().parent.parent
FILE = "_FILE"


class _Given(FileAwareMapping):
    """The environment, and the files it names; the value of a file ends before its last newline."""

    def __getitem__(self, name: str) -> str:
        path = self.env.get(name + FILE)
        if not path:
            return self.env[name]
        if self.env.get(name):
            raise ImproperlyConfigured(f"Both {name} and {name}{FILE} are set. Keep one of them.")
        return _content(name, Path(path))


class Environment(environ.Env):
    """The environment, which remembers what the settings asked it for."""

    ENVIRON = _Given()

    def __init__(self) -> None:
        super().__init__()
        self.asked: set[str] = set()

    def get_value(self, var: str, *args: Any, **kwargs: Any) -> Any:
        """Return a value; an unset one is an error unless there is a default."""
        self.asked |= {var, var + FILE}
        return super().get_value(var, *args, **kwargs)


def secret(name: str, default: str | None = None) -> str:
    """Return the value of `name` or of its file; without a default an empty one is refused."""
    value = str(env(name, default=default or ""))
    if not value and default is None:
        raise ImproperlyConfigured(
            f"{name} is missing. Set it in the environment or in .env, or write it into a file "
            f"and set {name}{FILE} to the path of that file."
        )
    return value


def with_password(url: str, password: str) -> str:
    """Return the URL of a server with the password in it, unless it has one or needs none."""
    parts = urlsplit(url)
    if not password or not parts.hostname or parts.password:
        return url
    user, _at, host = parts.netloc.rpartition("@")
    return urlunsplit(parts._replace(netloc=f"{user}:{quote(password, safe='')}@{host}"))


def _content(name: str, path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8").rstrip("\r\n")
    except OSError as error:
        raise ImproperlyConfigured(
            f"{name}{FILE} names {path}, which cannot be read ({error.strerror}). "
            "Make the file, and let the user of this process read it."
        ) from error


env = Environment()
_before = set(os.environ)
# A developer's own values; the real environment wins over the file.
if (BASE_DIR / ".env").is_file():
    env.read_env(BASE_DIR / ".env")
FROM_DOT_ENV = frozenset(set(os.environ) - _before)
