"""The panel of suggested lessons, drawn anew after each saving, and setting one aside."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from accounts.http import SignedInRequest
from matchmaking.lessons import panels, services
from matchmaking.projects.models import Proposal
from matchmaking.projects.policies import writes as writes_proposal
from matchmaking.writing.models import Record
from matchmaking.writing.records import RecordKind
from matchmaking.writing.views.records import known_record, number_in


@login_required
def panel(request: SignedInRequest, kind: str, pk: int) -> HttpResponse:
    """Return the suggestions for a request or an offer as it was last saved."""
    found, record = known_record(request.user, kind, pk)
    if not found.may_edit(request.user, record):
        raise PermissionDenied
    return HttpResponse(panels.panel(request, found, record))


@require_POST
@login_required
def aside(request: SignedInRequest, kind: str, pk: int) -> HttpResponse:
    """Set a lesson aside for one proposal, or suggest again what was set aside for it."""
    if kind != panels.PROPOSAL:
        raise Http404
    proposal = get_object_or_404(Proposal.objects.visible_to(request.user), pk=pk)
    if not writes_proposal(request.user, proposal):
        raise PermissionDenied
    _do(request, kind, pk, request.POST.get("lesson", ""))
    return redirect("projects:detail", pk=pk)


def act(request: SignedInRequest, kind: RecordKind[Any], record: Record) -> HttpResponse:
    """Do what a button of the panel says, once the form around it was saved."""
    _do(request, kind.name, record.pk, request.POST["lesson"])
    return redirect(f"{kind.url('edit', record)}#lessons")


def _do(request: SignedInRequest, kind: str, pk: int, said: str) -> None:
    """Read a button: the number of a lesson to set aside, or "all" to bring all back."""
    number = number_in({"lesson": said}, "lesson")
    if said == "all":
        services.bring_back(actor=request.user, kind=kind, record_id=pk)
    elif number is not None:
        services.set_aside(actor=request.user, lesson_id=number, kind=kind, record_id=pk)
