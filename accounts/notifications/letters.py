"""How a letter is worded. It says what is public, or only what kind of news there is, and where."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import get_language_info

from accounts.models import User
from accounts.notifications.addresses import absolute, neutral
from accounts.notifications.models import Email
from accounts.notifications.unsubscribing import token_for


class Line(NamedTuple):
    """One piece of news and where to read it; `detail` are titles anyone may read."""

    text: str
    url: str
    detail: tuple[str, ...] = ()


def language_of(user: User) -> str:
    """Return the language to write to a person in."""
    known = dict(settings.LANGUAGES)
    return user.language if user.language in known else settings.LANGUAGE_CODE


def letter(
    *,
    key: str,
    kind: str,
    subject: str,
    lines: Iterable[Line],
    language: str,
    user: User | None = None,
    address: str = "",
    scope: str = "",
) -> Email:
    """Return a letter that is not saved yet; `scope` is what its link stops."""
    stop_url = absolute(_stop_path(user, scope), language) if user and scope else ""
    context = {
        "lines": [line._replace(url=absolute(line.url, language)) for line in lines],
        "subject": subject,
        "stop_url": stop_url,
        "settings_url": absolute(_settings_path(), language) if user else "",
        "language": language,
        "direction": "rtl" if get_language_info(language)["bidi"] else "ltr",
    }
    return Email(
        key=key,
        kind=kind,
        user=user,
        address=address or (user.email if user else ""),
        language=language,
        subject=" ".join(subject.split())[:250],
        unsubscribe_url=stop_url,
        **_rendered(context, language),
    )


def _rendered(context: dict[str, Any], language: str) -> dict[str, str]:
    with translation.override(language):
        return {
            "text": render_to_string("notifications/mail/letter.txt", context).strip() + "\n",
            "html": render_to_string("notifications/mail/letter.html", context),
        }


def _stop_path(user: User, scope: str) -> str:
    return neutral(reverse("notifications:unsubscribe", args=[token_for(user, scope)]))


def _settings_path() -> str:
    return neutral(reverse("notifications:choices"))
