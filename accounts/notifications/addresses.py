"""Addresses of pages for readers of another language than the one that is spoken now."""

from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import get_language

CODES = [code for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE]


def neutral(path: str) -> str:
    """Return `path` without the prefix of the language that is spoken now."""
    prefix = f"/{get_language()}/"
    return path[len(prefix) - 1 :] if path.startswith(prefix) else path


def in_language(path: str, language: str) -> str:
    """Return a neutral `path` as readers of `language` go there."""
    return f"/{language}{path}" if path and language in CODES else path


def absolute(path: str, language: str) -> str:
    """Return the whole address, for an e-mail."""
    return settings.SITE_URL.rstrip("/") + in_language(path or "/", language)


def own_host() -> str:
    """Return the name of the site in the world."""
    return urlsplit(settings.SITE_URL).hostname or "localhost"
