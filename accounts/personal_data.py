"""Everything the site keeps about a person, for that person; other parts add theirs.

def saved_searches_of(user: User) -> list[dict[str, Any]]: ...
personal_data.register("saved_searches", saved_searches_of)     # in the ready() of the app
"""

import io
import json
import zipfile
from collections.abc import Callable, Iterable
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import QuerySet
from wagtail.models import ModelLogEntry, PageLogEntry

from accounts.models import AccessRequest, Device, Invitation, User

Rows = list[dict[str, Any]]
Source = Callable[[User], Any]
_sources: dict[str, Source] = {}
_veils: list[Callable[[User], Iterable[str]]] = []


def register(name: str, source: Source) -> None:
    """Add what another part of the site keeps about a person, as JSON can hold it."""
    if _sources.get(name, source) is not source:
        raise ValueError(f"Two parts of the file about a person are named {name}.")
    _sources[name] = source


def veil(names: Callable[[User], Iterable[str]]) -> None:
    """Leave out of the file each row that holds one of `names(user)`: what they must not know."""
    _veils.append(names)


def collect(user: User) -> dict[str, Any]:
    """Return all that is kept about `user`, by kind."""
    hidden = [_as_json(name)[1:-1] for names in _veils for name in names(user)]
    found = {name: source(user) for name, source in _sources.items()}
    return {name: _unveiled(rows, hidden) for name, rows in found.items()} if hidden else found


def _unveiled(rows: Any, hidden: Iterable[str]) -> Any:
    if not isinstance(rows, list):
        return rows
    return [row for row in rows if not any(name in _as_json(row) for name in hidden)]


def _as_json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, cls=DjangoJSONEncoder)


def archive(user: User) -> io.BytesIO:
    """Return a ZIP file with all that is kept about `user`: one JSON file, and their uploads."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as pack:
        words = json.dumps(collect(user), ensure_ascii=False, indent=2, cls=DjangoJSONEncoder)
        pack.writestr("personal-data.json", words)
        for request in AccessRequest.objects.filter(user=user).exclude(proof=""):
            with request.proof.open("rb") as proof:
                pack.writestr(f"proofs/{request.pk}-{request.proof_name}", proof.read())
    file.seek(0)
    return file


def _profile(user: User) -> dict[str, Any]:
    return {
        "email": user.email,
        "full_name": user.full_name,
        "language": user.language,
        "joined_at": user.joined_at,
        "last_login": user.last_login,
    }


def _addresses(user: User) -> Rows:
    return _rows(EmailAddress.objects.filter(user=user), "email", "verified", "primary")


def _roles(user: User) -> Rows:
    return _rows(user.memberships.all(), "organisation__name", "role", "since", "ended_at")


def _invitations(user: User) -> Rows:
    mine = Invitation.objects.filter(accepted_by=user) | Invitation.objects.filter(invited_by=user)
    return _rows(mine, "email", "organisation__name", "role", "status", "invited_at", "closed_at")


def _requests(user: User) -> Rows:
    names = ("organisation__name", "role", "message", "proof_name", "status", "made_at", "reason")
    return _rows(user.access_requests.all(), *names)


def _sessions(user: User) -> Rows:
    return _rows(
        UserSession.objects.filter(user=user), "ip", "user_agent", "created_at", "last_seen_at"
    )


def _devices(user: User) -> Rows:
    return _rows(Device.objects.filter(user=user), "name", "first_seen_at", "last_seen_at")


def _factors(user: User) -> Rows:
    return _rows(Authenticator.objects.filter(user=user), "type", "created_at", "last_used_at")


def _sign_ons(user: User) -> Rows:
    return _rows(
        SocialAccount.objects.filter(user=user), "provider", "uid", "extra_data", "date_joined"
    )


def _deeds(user: User) -> Rows:
    names = ("timestamp", "action", "label")
    both = [model.objects.filter(user=user) for model in (ModelLogEntry, PageLogEntry)]
    found = [row for rows in both for row in _rows(rows, *names)]
    return sorted(found, key=lambda row: row["timestamp"])


def _rows(rows: QuerySet[Any], *names: str) -> Rows:
    return list(rows.order_by("pk").values(*names))


for _name, _source in (
    ("profile", _profile),
    ("e-mail addresses", _addresses),
    ("roles", _roles),
    ("invitations", _invitations),
    ("requests for access", _requests),
    ("sessions", _sessions),
    ("devices", _devices),
    ("second factors", _factors),
    ("single sign-on", _sign_ons),
    ("deeds", _deeds),
):
    register(_name, _source)
