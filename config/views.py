"""The way into the CMS, and the page for a fault of ours."""

import sys

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from config.databases import trouble_of
from config.logs import request_id

RETRY_AFTER = 30


def cms_sign_in(request: HttpRequest) -> HttpResponse:
    """Send visitors to sign in; tell those who did, and may not enter the CMS, so."""
    if request.user.is_authenticated:
        raise PermissionDenied
    return redirect_to_login(request.GET.get("next", "/cms/"))


def server_error(request: HttpRequest) -> HttpResponse:
    """Say that the fault is ours, and by which number it is found in the log.

    A database that is slow or away is no fault of the program: that answer says what to do.
    """
    trouble = trouble_of(sys.exc_info()[1])
    page, status = ("503.html", 503) if trouble else ("500.html", 500)
    words = render_to_string(page, {"request_id": request_id.get(), "trouble": trouble})
    headers = {"Retry-After": str(RETRY_AFTER)} if trouble else {}
    return HttpResponse(words, status=status, headers=headers)
