"""Conditions: the list, one of them, its evidence, and what is answered to it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.http import SignedInRequest
from files.export import FORMATS
from files.rows import RowListing
from matchmaking import audit
from matchmaking.decisions import policies, selectors, services
from matchmaking.decisions.choices import BallotStatus, ConditionStatus
from matchmaking.decisions.filters import CONDITION_COLUMNS, ConditionFilterSet
from matchmaking.decisions.forms import EvidenceForm
from matchmaking.decisions.models import Condition, Evidence
from matchmaking.decisions.views.access import (
    asked_to_declare,
    done,
    formats_of,
    known_condition,
    refused,
    version_of,
)
from matchmaking.decisions.workflow import CONDITION_WORKFLOW
from matchmaking.documents.views import download
from matchmaking.errors import DomainError

BUTTONS = ("accept_evidence", "send_back_evidence", "waive_condition")


@login_required
def conditions(request: SignedInRequest) -> HttpResponse:
    """List the conditions that the person may know of, those due first."""
    filterset = _filterset(request)
    results = RowListing(request, filterset)
    context = {
        "filterset": filterset,
        "results": results,
        "today": timezone.localdate(),
        "formats": formats_of(results, reverse("decisions:conditions_export", args=["csv"])),
    }
    return render(request, "decisions/conditions.html", context)


@login_required
def conditions_export(request: SignedInRequest, format_name: str) -> HttpResponseBase:
    """Send the list as a file."""
    if format_name not in FORMATS:
        raise Http404
    rows = _filterset(request).qs.iterator()
    return FORMATS[format_name](rows, CONDITION_COLUMNS, "conditions")


@login_required
def condition(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show a condition with its evidence, and take evidence from the applicant's side."""
    found = known_condition(request, pk)
    if answer := asked_to_declare(request, found.decision.application):
        return answer
    form = EvidenceForm(
        request.POST or None, request.FILES or None, initial={"version": found.version}
    )
    if request.method == "POST" and form.is_valid() and _handed_in(request, found, form):
        return redirect("decisions:condition", pk)
    return render(request, "decisions/condition.html", _context(request, found, form))


@require_POST
@login_required
def accept_evidence(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say that a condition is met."""
    return _move(request, pk, services.accept_evidence, _("The condition is met."))


@require_POST
@login_required
def send_back_evidence(request: SignedInRequest, pk: int) -> HttpResponse:
    """Send evidence back, with what is missing."""
    return _move(request, pk, services.send_back_evidence, _("Sent back."), reason=True)


@require_POST
@login_required
def waive_condition(request: SignedInRequest, pk: int) -> HttpResponse:
    """Do without a condition, with a reason."""
    return _move(request, pk, services.waive_condition, _("The condition is waived."), reason=True)


@login_required
def evidence_file(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """Send the document that came with evidence."""
    known = Condition.objects.visible_to(request.user)
    rows = Evidence.objects.exclude(attachment=None).select_related("attachment")
    evidence = get_object_or_404(rows, pk=pk, condition__in=known)
    assert evidence.attachment is not None  # noqa: S101 (left out by the query)
    return download(evidence.attachment)


def _move(
    request: SignedInRequest, pk: int, act: Any, told: str, *, reason: bool = False
) -> HttpResponse:
    known_condition(request, pk)
    said: dict[str, Any] = {"version": version_of(request)}
    if reason:
        said["reason"] = request.POST.get("reason", "")
    done(request, act, told, condition_id=pk, **said)
    return redirect("decisions:condition", pk)


def _handed_in(request: SignedInRequest, found: Condition, form: EvidenceForm) -> bool:
    said = form.cleaned_data
    try:
        services.hand_in_evidence(
            condition_id=found.pk,
            version=said["version"],
            words=said["words"],
            file=said["file"],
            actor=request.user,
        )
    except DomainError as refusal:
        refused(form, refusal)
        return False
    messages.success(request, _("Handed in. An administrator of the fund answers."))
    return True


def _context(request: SignedInRequest, found: Condition, form: EvidenceForm) -> dict[str, Any]:
    user, application = request.user, found.decision.application
    moves = CONDITION_WORKFLOW.available(found, actor=user)
    by_ballot = application.call.terms.waived_by != policies.ADMINISTRATOR
    opened = application.ballots.filter(status=BallotStatus.OPEN).exists()
    runs = policies.runs_ballots(user, application)
    evidence = found.evidence.select_related("attachment", "handed_in_by", "answered_by")
    is_open = found.status == ConditionStatus.OPEN
    return {
        "condition": found,
        "application": application,
        "form": form,
        "evidence": evidence.order_by("-pk"),
        "may_hand_in": is_open and policies.hands_in_evidence(user, found),
        "moves": [move for move in moves if move.name in BUTTONS],
        "may_propose_waiver": by_ballot and runs and found.is_unmet and not opened,
        "is_overdue": found.is_unmet and found.due_on < timezone.localdate(),
        "history": list(audit.history(found)),
    }


def _filterset(request: SignedInRequest) -> ConditionFilterSet:
    rows = selectors.conditions_for_listing(request.user)
    return ConditionFilterSet(request.GET, queryset=rows, request=request)
