"""Fetching an application for a page; the question that comes before reading it."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect

from accounts.http import SignedInRequest
from matchmaking.applications import policies, selectors
from matchmaking.applications.models import Application
from matchmaking.errors import DomainError

Rest = ParamSpec("Rest")
View = Callable[Concatenate[SignedInRequest, Application, Rest], HttpResponseBase]
Address = Callable[Concatenate[SignedInRequest, int, Rest], HttpResponseBase]


def known(request: HttpRequest, pk: int) -> Application:
    """Return an application that the person may know of, or answer 404."""
    application = selectors.application_for_page(request.user, pk)
    if application is None:
        raise Http404
    return application


def reads_application(view: View[Rest]) -> Address[Rest]:
    """Give a view the application of its `pk`, once its reader has declared to have no conflict.

    Whoever may not know of it gets 404; whoever of the fund has not declared yet is asked first.
    """

    @login_required
    @wraps(view)
    def asked_first(
        request: SignedInRequest, pk: int, *args: Rest.args, **kwargs: Rest.kwargs
    ) -> HttpResponseBase:
        application = known(request, pk)
        if policies.must_declare(request.user, application):
            return redirect("applications:declare", pk)
        return view(request, application, *args, **kwargs)

    return asked_first


def version_of(request: HttpRequest) -> int | None:
    """Return the version of the page that a button was pressed on."""
    version = request.POST.get("version", "")
    return int(version) if version.isdecimal() and len(version) < 10 else None


def done(request: SignedInRequest, act: Callable[[], Any], success: str) -> bool:
    """Do something, and say how it went; say whether it was done."""
    try:
        act()
    except DomainError as refusal:
        messages.error(request, str(refusal.message))
        return False
    messages.success(request, success)
    return True
