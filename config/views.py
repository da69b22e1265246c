"""The way into the CMS, and the page for a fault of ours."""

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from django.template.loader import render_to_string

from config.logs import request_id


def cms_sign_in(request: HttpRequest) -> HttpResponse:
    """Send visitors to sign in; tell those who did, and may not enter the CMS, so."""
    if request.user.is_authenticated:
        raise PermissionDenied
    return redirect_to_login(request.GET.get("next", "/cms/"))


def server_error(request: HttpRequest) -> HttpResponse:
    """Say that the fault is ours, and by which number it is found in the log."""
    return HttpResponseServerError(render_to_string("500.html", {"request_id": request_id.get()}))
