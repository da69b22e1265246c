"""The list of names: the one in force, uploading the next, what it changed, and looking up."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from accounts.http import SignedInRequest
from matchmaking.clearance import policies, selectors, services
from matchmaking.clearance.forms import ListForm, LookUpForm
from matchmaking.clearance.models import NameList
from matchmaking.documents.views import download
from matchmaking.errors import DomainError


@login_required
def names(request: SignedInRequest) -> HttpResponse:
    """Show the list in force, look a name up, or upload the next list."""
    if not policies.screens_names(request.user):
        raise PermissionDenied
    form = ListForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = services.upload_list(actor=request.user, **form.cleaned_data)
        except DomainError as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            messages.success(
                request, _("The list is in force; the open pairs are compared with it.")
            )
            return redirect("clearance:name_list", made.number)
    return render(request, "clearance/names.html", _context(request, form))


@login_required
def name_list(request: SignedInRequest, number: int) -> HttpResponse:
    """Show what a version of the list changed."""
    found = _known(request, number)
    changes, names_by_key = selectors.changes_of(found)
    groups = [
        (_("New"), changes.added),
        (_("Removed"), changes.removed),
        (_("Changed"), changes.changed),
    ]
    context = {
        "name_list": found,
        "entries": found.entries.count(),
        "groups": [
            (title, [(key, names_by_key.get(key, "")) for key in keys]) for title, keys in groups
        ],
    }
    return render(request, "clearance/name_list.html", context)


@login_required
def list_file(request: SignedInRequest, number: int) -> HttpResponseBase:
    """Send a list as it was uploaded."""
    return download(_known(request, number).attachment)


def _known(request: SignedInRequest, number: int) -> NameList:
    if not policies.screens_names(request.user):
        raise PermissionDenied
    rows = NameList.objects.select_related("attachment", "uploaded_by")
    return get_object_or_404(rows, number=number)


def _context(request: SignedInRequest, form: ListForm) -> dict[str, Any]:
    is_asked = "name" in request.GET
    look_up = LookUpForm(request.GET if is_asked else None)
    found = None
    if is_asked and look_up.is_valid():
        found = services.look_up_name(text=look_up.cleaned_data["name"], actor=request.user)
    current = selectors.current_list()
    return {
        "form": form,
        "look_up": look_up,
        "found": found,
        "current": current,
        "entries": current.entries.count() if current else 0,
        "lists": NameList.objects.order_by("-number").select_related("uploaded_by"),
    }
