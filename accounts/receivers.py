"""What follows from signing in and from a change of the second factor."""

from typing import Any

from allauth.mfa.models import Authenticator
from django.http import HttpRequest

from accounts import audit, devices
from accounts.models import User
from accounts.second_factor import FACTORS
from accounts.telling import tell_of_new_device


def greet_device(request: HttpRequest, user: User, **_kwargs: Any) -> None:
    """Recognise the browser; tell the person when it is new and not their first."""
    device, is_new = devices.recognise(request, user)
    devices.begin_activity(request)
    if is_new and user.devices.count() > 1:
        tell_of_new_device(user, device)


def note_factor_added(user: User, authenticator: Authenticator, **_kwargs: Any) -> None:
    """Write into the history that a second factor was added."""
    if authenticator.type in FACTORS:
        audit.record(user, "add_factor", actor=user)


def note_factor_removed(user: User, authenticator: Authenticator, **_kwargs: Any) -> None:
    """Write into the history that a second factor was removed."""
    if authenticator.type in FACTORS:
        audit.record(user, "remove_factor", actor=user)
