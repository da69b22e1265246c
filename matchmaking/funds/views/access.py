"""Finding a fund or a call, and turning a refusal into a message."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import Promise

from accounts.http import SignedInRequest
from matchmaking.errors import DomainError
from matchmaking.funds import policies
from matchmaking.funds.models import Call, Fund


def known_fund(pk: int) -> Fund:
    """Return a fund; everybody may know of every one."""
    return get_object_or_404(Fund.objects.select_related("organisation"), pk=pk)


def administered_fund(request: SignedInRequest, pk: int) -> Fund:
    """Return a fund to its administrators; 403 for everybody else."""
    fund = known_fund(pk)
    if not policies.administers(request.user, fund):
        raise PermissionDenied
    return fund


def known_call(request: HttpRequest, pk: int) -> Call:
    """Return a call, or answer 404 when the person may not know of it."""
    rows = Call.objects.visible_to(request.user).with_places()
    return get_object_or_404(rows.select_related("created_by"), pk=pk)


def administered_call(request: SignedInRequest, pk: int) -> Call:
    """Return a call to the administrators of its fund; 403 for those who only read it."""
    call = known_call(request, pk)
    if not policies.administers(request.user, call.fund):
        raise PermissionDenied
    return call


def attempt(
    request: SignedInRequest, act: Callable[[], Any], done: str | Promise, call_pk: int
) -> HttpResponseRedirect:
    """Do it, say how it went, and go back to the page of the call."""
    try:
        act()
    except DomainError as refusal:
        messages.error(request, str(refusal.message))
    else:
        messages.success(request, str(done))
    return redirect("funds:call", pk=call_pk)


def refuse(form: forms.Form, refusal: DomainError) -> None:
    """Show a refusal beside the field it is about."""
    name = str(refusal.field or "").removesuffix("_at")
    fields = [one for one in (refusal.field, f"{name}_on", "day") if one in form.fields]
    form.add_error(fields[0] if fields and refusal.field else None, str(refusal.message))
