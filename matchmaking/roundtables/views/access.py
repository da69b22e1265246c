"""Finding a round table, and turning a refusal into a message."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import Promise

from accounts.http import SignedInRequest
from matchmaking.errors import DomainError
from matchmaking.roundtables import policies
from matchmaking.roundtables.models import RoundTable, Slot


def known(request: SignedInRequest, pk: int) -> RoundTable:
    """Return a round table, or answer 404 when the person may not know of it."""
    rows = RoundTable.objects.visible_to(request.user).select_related("created_by")
    return get_object_or_404(rows, pk=pk)


def prepared(request: SignedInRequest, pk: int) -> RoundTable:
    """Return a round table to those who prepare it; 403 for those who only read it."""
    table = known(request, pk)
    if not policies.prepares_round_tables(request.user, table):
        raise PermissionDenied
    return table


def prepared_slot(request: SignedInRequest, pk: int) -> Slot:
    """Return a part of an agenda to those who prepare it."""
    slot = get_object_or_404(Slot.objects.select_related("need"), pk=pk)
    slot.round_table = prepared(request, slot.round_table_id)
    return slot


def attempt(
    request: SignedInRequest, act: Callable[[], Any], done: str | Promise, table_pk: int, part: str
) -> HttpResponseRedirect:
    """Do it, say how it went, and go back to that part of the page of the round table."""
    try:
        act()
    except DomainError as refusal:
        messages.error(request, str(refusal.message))
    else:
        messages.success(request, str(done))
    return back(table_pk, part)


def back(table_pk: int, part: str = "") -> HttpResponseRedirect:
    """Go to the page of a round table, to one part of it."""
    answer = redirect("roundtables:detail", pk=table_pk)
    if part:
        answer["Location"] += f"#{part}"
    return answer


def refuse(form: forms.Form, refusal: DomainError) -> None:
    """Show a refusal beside the field it is about."""
    field = refusal.field if refusal.field in form.fields else None
    form.add_error(field, str(refusal.message))


def all_mistakes(form: forms.Form) -> str:
    """Return what is wrong with a small form that stands on a larger page."""
    return " ".join(str(error) for errors in form.errors.values() for error in errors)
