"""Changing the framework: proposed, read by the other side, answered."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.http import SignedInRequest
from matchmaking.errors import DomainError
from matchmaking.monitoring import policies, revising, services
from matchmaking.monitoring.forms import RevisionEditor
from matchmaking.monitoring.models import Undertaking
from matchmaking.monitoring.views.access import (
    done,
    known,
    known_revision,
    page,
    reads,
    version_of,
)
from matchmaking.monitoring.workflow import REVISION_WORKFLOW


@reads
def revise(request: SignedInRequest, pk: int) -> HttpResponse:
    """Propose to change the framework, with a reason."""
    undertaking = known(request, pk)
    if not policies.proposes_revision(request.user, undertaking):
        raise PermissionDenied
    indicators = undertaking.indicators.filter(is_dropped=False).order_by("position", "pk")
    results = undertaking.results.order_by("position", "pk")
    editor = RevisionEditor(request.POST or None, list(indicators), list(results))
    if request.method == "POST" and editor.is_valid():
        made = _proposed(request, undertaking, editor)
        if made is not None:
            return redirect("monitoring:revision", made.pk)
    context = {**page(request, undertaking), "editor": editor}
    return render(request, "monitoring/revise.html", context)


@reads
def revision(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show a change of the framework: what would be different, why, and what became of it."""
    found = known_revision(request, pk)
    indicators = {row.pk: row for row in found.undertaking.indicators.all()}
    context = {
        **page(request, found.undertaking),
        "revision": found,
        "changes": revising.in_words(found.changes, indicators),
        "moves": REVISION_WORKFLOW.available(found, actor=request.user),
    }
    return render(request, "monitoring/revision.html", context)


@require_POST
@reads
def agree_revision(request: SignedInRequest, pk: int) -> HttpResponse:
    """Agree to a change."""
    return _answer(request, pk, services.agree_revision, _("Agreed. The change is in force."))


@require_POST
@reads
def decline_revision(request: SignedInRequest, pk: int) -> HttpResponse:
    """Decline a change, with a reason."""
    act = partial(services.decline_revision, reason=request.POST.get("reason", ""))
    return _answer(request, pk, act, _("Declined. The framework stays as it was."))


@require_POST
@reads
def withdraw_revision(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take a change back."""
    return _answer(request, pk, services.withdraw_revision, _("Taken back."))


def _answer(request: SignedInRequest, pk: int, act: Any, success: str) -> HttpResponse:
    known_revision(request, pk)
    version = version_of(request)
    done(request, partial(act, revision_id=pk, actor=request.user, version=version), success)
    return redirect("monitoring:revision", pk)


def _proposed(request: SignedInRequest, undertaking: Undertaking, editor: RevisionEditor) -> Any:
    try:
        made = services.propose_revision(
            undertaking_id=undertaking.pk,
            actor=request.user,
            reason=editor.reason.cleaned_data["reason"],
            changes=editor.changes(),
        )
    except DomainError as refusal:
        editor.reason.add_error(None, str(refusal.message))
        return None
    messages.success(request, _("Proposed. The other side has been told."))
    return made
