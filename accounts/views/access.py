"""Asking for access, and deciding about it."""

from typing import NamedTuple

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from accounts import audit, policies, selectors, services
from accounts.choices import RequestStatus
from accounts.errors import DomainError
from accounts.forms import AccessForm
from accounts.http import SignedInRequest
from accounts.models import AccessRequest
from files import private


class Move(NamedTuple):
    """One button of the decision."""

    name: str
    label: str | Promise
    needs_reason: bool
    is_danger: bool = False


GRANT = Move("grant", gettext_lazy("Grant"), needs_reason=True)
REFUSE = Move("refuse", gettext_lazy("Refuse"), needs_reason=True, is_danger=True)
WITHDRAW = Move("withdraw", gettext_lazy("Take the request back"), False, is_danger=True)


@login_required
def ask(request: SignedInRequest) -> HttpResponse:
    """Ask for a role in an organisation, with a letter."""
    form = AccessForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            services.ask_for_access(
                user=request.user,
                organisation_id=said["organisation"].pk,
                role=said["role"],
                message=said["message"],
                proof=said["proof"],
            )
        except DomainError as error:
            form.add_error(error.field, str(error.message))
        else:
            messages.success(request, _("Your request is with the secretariat."))
            return redirect("people:requests")
    return render(request, "accounts/people/ask.html", {"form": form})


@login_required
def request_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show a request with its letter, its history and what can be done now."""
    found = _known(request, pk)
    context = {"asked": found, "history": audit.history(found), "moves": _moves(request, found)}
    return render(request, "accounts/people/request.html", context)


@login_required
def proof(request: SignedInRequest, pk: int) -> FileResponse:
    """Send the letter to those who may read it."""
    found = _known(request, pk)
    if not found.proof:
        raise Http404
    return private.send(found.proof, found.proof_name)


@require_POST
@login_required
def grant(request: SignedInRequest, pk: int) -> HttpResponse:
    """Give the role."""
    _known(request, pk)
    reason = request.POST.get("reason", "")
    services.grant_access(request_id=pk, actor=request.user, reason=reason)
    messages.success(request, _("The role has been given."))
    return redirect("people:request", pk)


@require_POST
@login_required
def refuse(request: SignedInRequest, pk: int) -> HttpResponse:
    """Refuse the role."""
    _known(request, pk)
    reason = request.POST.get("reason", "")
    services.refuse_access(request_id=pk, actor=request.user, reason=reason)
    messages.success(request, _("The request has been refused."))
    return redirect("people:request", pk)


@require_POST
@login_required
def withdraw(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take one's own request back."""
    _known(request, pk)
    services.take_back(request_id=pk, actor=request.user)
    messages.success(request, _("You have taken the request back."))
    return redirect("people:request", pk)


def _known(request: SignedInRequest, pk: int) -> AccessRequest:
    return get_object_or_404(selectors.requests_for_listing(request.user), pk=pk)


def _moves(request: SignedInRequest, found: AccessRequest) -> list[Move]:
    if found.status != RequestStatus.WAITING:
        return []
    if policies.decides_request(request.user, found):
        return [GRANT, REFUSE]
    return [WITHDRAW] if found.user_id == request.user.pk else []
