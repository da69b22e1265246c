"""The work plan under way, and its milestones."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _

from accounts.http import SignedInRequest
from files.export import FORMATS
from matchmaking.documents.views import download
from matchmaking.errors import DomainError
from matchmaking.monitoring.models import Undertaking
from matchmaking.monitoring.views.access import known, page, reads
from matchmaking.payments.views.access import filled
from matchmaking.progress import charts, policies, services
from matchmaking.progress.exports import ACTIVITY_COLUMNS
from matchmaking.progress.forms import MilestoneForm, PlanForm
from matchmaking.progress.models import ActivityState, MilestoneState
from matchmaking.progress.views.common import formats_of, row_known


@reads
def plan(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show how far the work is; who reports says it here, all activities at once."""
    undertaking = known(request, pk)
    rows = _activities(undertaking)
    may_update = undertaking.is_open and policies.keeps_plan(request.user, undertaking)
    form = PlanForm(request.POST or None, rows) if may_update and rows else None
    if request.method == "POST":
        if form is None:
            raise PermissionDenied
        if _saved(request, form, undertaking):
            return redirect("progress:plan", pk)
    context = {
        **page(request, undertaking),
        "title": _("Work plan"),
        "activities": rows,
        "milestones": undertaking.milestones.select_related("evidence").order_by("due_on", "pk"),
        "form": form,
        "may_update": may_update,
        "chart": charts.work(rows, is_rtl=get_language_bidi()) if rows else None,
        "table": charts.work_table(rows),
        "formats": formats_of("progress:plan_export", pk),
    }
    return render(request, "progress/plan.html", context)


@reads
def plan_export(request: SignedInRequest, pk: int, format_name: str) -> HttpResponseBase:
    """Send the work plan as a file."""
    undertaking = known(request, pk)
    if format_name not in FORMATS:
        raise Http404
    return FORMATS[format_name](_activities(undertaking), ACTIVITY_COLUMNS, f"plan-{pk}")


@reads
def milestone(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say since when a milestone is reached."""
    found, undertaking = row_known(request, MilestoneState, pk)
    if not policies.keeps_plan(request.user, undertaking):
        raise PermissionDenied
    form = MilestoneForm(request.POST or None, request.FILES or None, milestone=found)
    if filled(
        request,
        form,
        lambda: services.reach_milestone(milestone_id=pk, actor=request.user, **form.cleaned_data),
        _("Saved."),
    ):
        return redirect("progress:plan", undertaking.pk)
    context = {
        **page(request, undertaking),
        "form": form,
        "title": found.title,
        "back": ("progress:plan", _("Work plan")),
    }
    return render(request, "progress/form.html", context)


@reads
def milestone_paper(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """Send what shows that a milestone is reached."""
    found, _undertaking = row_known(request, MilestoneState, pk)
    if found.evidence is None:
        raise Http404
    return download(found.evidence)


def _activities(undertaking: Undertaking) -> list[ActivityState]:
    return list(undertaking.activities.order_by("position", "pk"))


def _saved(request: SignedInRequest, form: PlanForm, undertaking: Undertaking) -> Any:
    """Save what the form says; put a refusal beside its field, or above the page."""
    if not form.is_valid():
        return False
    try:
        services.update_plan(undertaking_id=undertaking.pk, actor=request.user, said=form.said())
    except services.FaultyPlan as refusal:
        form.tell(refusal)
        return False
    except DomainError as refusal:
        messages.error(request, str(refusal.message))
        return False
    messages.success(request, _("Saved."))
    return True
