"""Observations after closure: listed, answered, verified."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts import audit
from accounts.http import SignedInRequest
from files.rows import RowListing
from matchmaking.documents.views import download
from matchmaking.errors import DomainError
from matchmaking.monitoring.views.access import (
    done,
    filled,
    formats,
    known,
    page,
    reads,
    version_of,
)
from matchmaking.observations import policies, selectors, services
from matchmaking.observations.choices import AWAITED, SAID, ObservationStatus
from matchmaking.observations.filters import OBSERVATION_COLUMNS, ObservationFilterSet
from matchmaking.observations.forms import AssignForm, ObservationForm
from matchmaking.observations.models import Observation
from matchmaking.observations.workflow import OBSERVATION_WORKFLOW
from matchmaking.payments.views.lists import export


@login_required
def observation_list(request: SignedInRequest) -> HttpResponse:
    """Show the observations a person may know of, the first due first."""
    filterset = _filterset(request)
    results = RowListing(request, filterset)
    context = {
        "results": results,
        "filterset": filterset,
        "rows": results.rows,
        "formats": formats(results, lambda name: reverse("observations:export", args=[name])),
    }
    return render(request, "observations/list.html", context)


@login_required
def observation_export(request: SignedInRequest, format_name: str) -> HttpResponseBase:
    """Send everything the filters find as a file."""
    rows = _filterset(request).qs
    return export(format_name, rows, list, OBSERVATION_COLUMNS, "observations")


@reads
def detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show what is left, as it was answered; the recipient answers here."""
    found = _known(request, pk)
    form = _form(request, found)
    if request.method == "POST":
        if form is None:
            raise PermissionDenied
        if _saved(request, form, found):
            return redirect("observations:detail", pk)
    moves = OBSERVATION_WORKFLOW.available(found, actor=request.user)
    context = {
        **page(request, found.undertaking),
        "title": str(found),
        "observation": found,
        "items": found.items.select_related("evidence").order_by("position"),
        "form": form,
        "moves": [move for move in moves if move.name != "enter_observation"],
        "may_assign": _may_assign(request, found),
        "share": selectors.share_in_use(found) if found.status in SAID else None,
        "facts": _facts(found),
        "history": audit.history(found),
    }
    return render(request, "observations/detail.html", context)


@reads
def assign(request: SignedInRequest, pk: int) -> HttpResponse:
    """Name who verifies an observation."""
    found = _known(request, pk)
    if not policies.assigns(request.user, found):
        raise PermissionDenied
    if found.status == ObservationStatus.VERIFIED:
        return redirect("observations:detail", pk)
    initial = {"evaluator": found.evaluator_id, "version": found.version}
    form = AssignForm(request.POST or None, observation=found, initial=initial)
    if filled(
        request,
        form,
        lambda: services.assign_observation(
            observation_id=pk, actor=request.user, **form.cleaned_data
        ),
        _("Named. They find it among their tasks once it is answered."),
    ):
        return redirect("observations:detail", pk)
    context = {**page(request, found.undertaking), "form": form, "observation": found}
    context["title"] = _("Name the evaluator")
    return render(request, "observations/assign.html", context)


@require_POST
@reads
def verify_observation(request: SignedInRequest, pk: int) -> HttpResponse:
    """Confirm the answers, saying how they were checked."""
    return _judge(request, pk, services.verify_observation, _("Verified."))


@require_POST
@reads
def return_observation(request: SignedInRequest, pk: int) -> HttpResponse:
    """Send the answers back, with the reason."""
    return _judge(request, pk, services.return_observation, _("Sent back."))


@reads
def paper(request: SignedInRequest, pk: int, number: int) -> HttpResponseBase:
    """Send what shows an answer."""
    item = get_object_or_404(_known(request, pk).items.all(), pk=number)
    if item.evidence is None:
        raise Http404
    return download(item.evidence)


def _filterset(request: SignedInRequest) -> ObservationFilterSet:
    rows = selectors.observations_for_listing(request.user)
    return ObservationFilterSet(request.GET, queryset=rows)


def _known(request: SignedInRequest, pk: int) -> Observation:
    found = selectors.observation_for_page(request.user, pk)
    if found is None:
        raise Http404
    found.undertaking = known(request, found.undertaking_id)
    return found


def _form(request: SignedInRequest, found: Observation) -> ObservationForm | None:
    """Return the form to answer, where the person may now."""
    is_awaited = found.status in AWAITED and services.may_be_answered(found)
    if not is_awaited or not policies.enters(request.user, found):
        return None
    return ObservationForm(request.POST or None, request.FILES or None, found)


def _saved(request: SignedInRequest, form: ObservationForm, found: Observation) -> bool:
    if not form.is_valid():
        return False
    try:
        services.enter_observation(observation_id=found.pk, actor=request.user, **form.said())
    except services.FaultyAnswers as refusal:
        form.tell(refusal)
        return False
    except DomainError as refusal:
        messages.error(request, str(refusal.message))
        return False
    messages.success(request, _("Thank you. An evaluator verifies it now."))
    return True


def _judge(request: SignedInRequest, pk: int, act: Any, success: str) -> HttpResponse:
    _known(request, pk)
    said = {"reason": request.POST.get("reason", ""), "version": version_of(request)}
    done(request, partial(act, observation_id=pk, actor=request.user, **said), success)
    return redirect("observations:detail", pk)


def _may_assign(request: SignedInRequest, found: Observation) -> bool:
    is_open = found.status != ObservationStatus.VERIFIED
    return is_open and policies.assigns(request.user, found)


def _facts(found: Observation) -> list[tuple[Any, Any]]:
    return [
        (_("Months after the end"), found.months),
        (_("Due"), found.due_on),
        (_("Asked"), found.asked),
        (_("Entered by"), found.entered_by),
        (_("Entered"), found.entered_at),
        (_("Evaluator"), found.evaluator),
        (_("Verified"), found.verified_at),
    ]
