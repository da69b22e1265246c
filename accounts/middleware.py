"""What happens to every request of somebody who is signed in."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from accounts.devices import keep_cookie, note_activity
from accounts.second_factor import is_enrolled, must_enrol

GetResponse = Callable[[HttpRequest], HttpResponse]
# What somebody may reach who still has to add a second factor: adding it, proving who they are
# for that, confirming their address, reading a text, signing out.
OPEN_NAMES = {
    "account_logout",
    "account_reauthenticate",
    "account_email",
    "account_email_verification_sent",
    "account_confirm_email",
    "account_set_password",
    "account_change_password",
    "healthz",
    "readyz",
    "metrics",
}


class SecondFactorMiddleware:
    """Let those who must have a second factor reach nothing before they have one."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: Any) -> HttpResponseBase | None:
        """Lead to the enrolment page, whatever was asked for."""
        if not settings.REQUIRE_SECOND_FACTOR or _is_open(request):
            return None
        user = request.user
        if not user.is_authenticated or not must_enrol(user) or is_enrolled(user):
            return None
        messages.warning(
            request, _("Your role needs a second factor. Add one to go on to the other pages.")
        )
        return redirect("mfa_index")


class SessionMiddleware:
    """Note when a session was last used, and give a new device its cookie."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        note_activity(request)
        response = self.get_response(request)
        keep_cookie(request, response)
        return response


def _is_open(request: HttpRequest) -> bool:
    name = request.resolver_match.view_name if request.resolver_match else ""
    return name in OPEN_NAMES or name.startswith("mfa_")
