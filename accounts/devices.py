"""From where people sign in: known browsers, the sessions that run, and when they were used."""

import re
from datetime import datetime, timedelta
from secrets import token_urlsafe
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.hashing import fingerprint
from accounts.models import Device, User

COOKIE = "device"
COOKIE_AGE = timedelta(days=400)  # the longest that browsers keep one
SEEN = "seen_at"
# A session's last use is written no more often than this.
GRAIN = timedelta(minutes=10)
# The first that fits wins: most browsers claim to be others as well.
BROWSERS = [
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
]
SYSTEMS = [
    ("Windows", "Windows"),
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
]


def device_name(user_agent: str) -> str:
    """Return what a person would call the browser, as "Firefox, Windows"."""
    browser = next((name for sign, name in BROWSERS if sign in user_agent), "")
    system = next((name for sign, name in SYSTEMS if sign in user_agent), "")
    known = ", ".join(part for part in (browser, system) if part)
    return known or _("Unknown device")


def recognise(request: HttpRequest, user: User) -> tuple[Device, bool]:
    """Return the device of this sign-in, and whether `user` signs in from it for the first time."""
    key = request.COOKIES.get(COOKIE, "")
    if not re.fullmatch(r"[\w-]{43}", key):
        key = token_urlsafe(32)
    request.new_device_cookie = key  # type: ignore[attr-defined]
    name = device_name(request.headers.get("User-Agent", ""))
    now = timezone.now()
    return Device.objects.update_or_create(
        user=user, key_hash=fingerprint(key), defaults={"name": name, "last_seen_at": now}
    )


def keep_cookie(request: HttpRequest, response: HttpResponse) -> None:
    """Let the browser of a fresh sign-in be known the next time."""
    key = getattr(request, "new_device_cookie", "")
    if key:
        response.set_cookie(
            COOKIE,
            key,
            max_age=int(COOKIE_AGE.total_seconds()),
            httponly=True,
            secure=settings.SESSION_COOKIE_SECURE,
            samesite="Lax",
        )


def note_activity(request: HttpRequest) -> None:
    """Write down that the session is in use, at most once in ten minutes."""
    seen = request.session.get(SEEN)
    now = timezone.now()
    if not seen or now - datetime.fromisoformat(seen) < GRAIN:
        return
    request.session[SEEN] = now.isoformat()
    UserSession.objects.filter(session_key=request.session.session_key).update(
        last_seen_at=now, ip=get_adapter().get_client_ip(request)
    )


def begin_activity(request: HttpRequest) -> None:
    """Begin to watch a fresh session."""
    request.session[SEEN] = timezone.now().isoformat()


def running_sessions(user: User) -> list[Any]:
    """Return the sessions of `user` that still run, the latest used first."""
    sessions = UserSession.objects.purge_and_list(user)
    return sorted(sessions, key=lambda session: session.last_seen_at, reverse=True)
