"""Signing, asking for signatures, withdrawing, taking up again."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.http import SignedInRequest
from matchmaking.projects import policies, services
from matchmaking.projects.views.access import done, known, version_of

ACTS: dict[str, Callable[..., Any]] = {
    "withdraw": services.withdraw_proposal,
    "redraft": services.redraft_proposal,
}


@require_POST
@login_required
def sign(request: SignedInRequest, pk: int) -> HttpResponse:
    """Sign for a side what the person has just read."""
    proposal = known(request, pk)
    if not policies.signs(request.user, proposal):
        raise PermissionDenied
    if "read" not in request.POST:
        messages.error(request, _("Say first that you have read it."))
        return redirect("projects:check", pk)

    def act() -> Any:
        return services.sign_proposal(
            proposal_id=pk, actor=request.user, version=version_of(request) or 0
        )

    is_done = done(request, act, _("Signed with your name and the time."))
    return redirect("projects:detail" if is_done else "projects:check", pk)


@require_POST
@login_required
def ask(request: SignedInRequest, pk: int) -> HttpResponse:
    """Tell those who sign that the words are ready."""
    known(request, pk)

    def act() -> None:
        services.ask_for_signatures(proposal_id=pk, actor=request.user)

    done(request, act, _("Those who sign have been told."))
    return redirect("projects:check", pk)


@require_POST
@login_required
def move(request: SignedInRequest, pk: int, name: str) -> HttpResponse:
    """Withdraw a proposal, or take it up again."""
    known(request, pk)

    def act() -> Any:
        return ACTS[name](
            proposal_id=pk,
            actor=request.user,
            reason=request.POST.get("reason", ""),
            version=version_of(request),
        )

    done(request, act, _("Done."))
    return redirect("projects:detail", pk)
