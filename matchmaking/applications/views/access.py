"""Fetching an application for a page; the question that comes before reading it."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode

from accounts.http import SignedInRequest
from matchmaking.applications import policies, selectors
from matchmaking.applications.models import Application
from matchmaking.errors import DomainError

NEXT = "next"
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
            return to_declaration(request, pk)
        return view(request, application, *args, **kwargs)

    return asked_first


def to_declaration(request: HttpRequest, pk: int) -> HttpResponse:
    """Lead to the question about conflicts of interest, and from there back to this page."""
    question = reverse("applications:declare", args=[pk])
    if request.method != "GET":
        return redirect(question)
    return redirect(f"{question}?{urlencode({NEXT: request.get_full_path()})}")


def asked_from(request: HttpRequest, otherwise: str) -> str:
    """Return the page of ours that led to the question, or the other one."""
    there = request.GET.get(NEXT, "")
    return there if url_has_allowed_host_and_scheme(there, {request.get_host()}) else otherwise


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
