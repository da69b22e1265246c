"""Choosing reviewers: for one application by hand, for a whole call as the system proposes."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from accounts.http import SignedInRequest
from matchmaking.applications.models import Application
from matchmaking.errors import DomainError
from matchmaking.funds.models import Call
from matchmaking.reviews import policies, selectors, services
from matchmaking.reviews.choices import AssignmentStatus
from matchmaking.reviews.forms import AssignForm, DueForm
from matchmaking.reviews.models import Assignment
from matchmaking.reviews.views.access import (
    done,
    followed_call,
    known_application,
    run_assignment,
)


@login_required
def reviewers(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show who reviews an application and who could; ask somebody."""
    found = _application(request, pk)
    may_ask = policies.runs_reviews(request.user, found)
    if request.method == "POST" and not may_ask:
        raise PermissionDenied
    candidates = selectors.candidates(request.user, found) if may_ask else []
    data = request.POST if request.method == "POST" else None
    form = AssignForm(data, candidates=candidates)
    if data is not None and form.is_valid() and _asked(request, pk, form):
        return redirect("reviews:reviewers", pk)
    assignments = selectors.assignments_of(request.user, found)
    context = {
        "application": found,
        "assignments": assignments,
        "may_ask": may_ask and policies.is_under_review(found),
        "candidates": candidates,
        "form": form,
        "expected": found.call.terms.reviewers,
        "day_form": DueForm(auto_id=False),
    }
    return render(request, "reviews/reviewers.html", context)


@require_POST
@login_required
def take_off(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take a reviewer off, or drop a proposal."""
    found = run_assignment(request, pk)
    about: dict[str, Any] = {"assignment_id": pk, "actor": request.user}
    reason = request.POST.get("reason", "")
    act: Callable[[], Any] = partial(services.take_off_reviewer, reason=reason, **about)
    if found.status == AssignmentStatus.PROPOSED:
        act = partial(
            services.drop_proposals,
            call_id=found.application.call_id,
            actor=request.user,
            assignment_ids=[pk],
        )
    done(request, act, _("Taken off."))
    return redirect("reviews:reviewers", found.application_id)


@require_POST
@login_required
def move_day(request: SignedInRequest, pk: int) -> HttpResponse:
    """Give a reviewer another day."""
    found = run_assignment(request, pk)
    form = DueForm(request.POST)
    if not form.is_valid():
        words = " ".join(map(str, form.errors.get("due_on", [])))
        done(request, partial(_refuse, words), "")
    else:
        act = partial(services.move_due_day, assignment_id=pk, actor=request.user)
        done(request, partial(act, due_on=form.cleaned_data["due_on"]), _("The day has moved."))
    return redirect("reviews:reviewers", found.application_id)


@require_POST
@login_required
def remind(request: SignedInRequest, pk: int) -> HttpResponse:
    """Remind a reviewer."""
    found = run_assignment(request, pk)
    act = partial(services.remind_reviewer, assignment_id=pk, actor=request.user)
    done(request, act, _("Reminded; once a day is enough."))
    return redirect("reviews:reviewers", found.application_id)


@login_required
def proposals(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show the reviewers the system proposes for a call; propose, ask or drop them."""
    call = followed_call(request, pk)
    if not policies.runs_reviews_of_call(request.user, call):
        raise PermissionDenied
    form = DueForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and _decided(request, call, form):
        return redirect("reviews:proposals", pk)
    plan = selectors.progress(request.user, call)
    rows = Assignment.objects.visible_to(request.user).filter(application__call=pk)
    proposed = rows.filter(status=AssignmentStatus.PROPOSED).select_related(
        "application__proposal__country", "reviewer"
    )
    context = {
        "call": call,
        "form": form,
        "proposed": proposed.order_by("application__number", "reviewer__full_name"),
        "missing": [row for row in plan.applications if row.missing and _is_open(row.application)],
    }
    return render(request, "reviews/proposals.html", context)


def _application(request: SignedInRequest, pk: int) -> Application:
    """Return an application whose reviewers the person may know."""
    found = known_application(request, pk)
    if not policies.follows_reviews(request.user, found.call.fund):
        raise PermissionDenied
    return found


def _asked(request: SignedInRequest, pk: int, form: AssignForm) -> bool:
    try:
        services.assign_reviewer(
            application_id=pk,
            reviewer_id=int(form.cleaned_data["reviewer"]),
            actor=request.user,
            due_on=form.cleaned_data["due_on"],
        )
    except DomainError as refusal:
        form.add_error(
            refusal.field if refusal.field in form.fields else None, str(refusal.message)
        )
        return False
    return done(request, lambda: None, _("Asked. They say first whether they may review it."))


def _decided(request: SignedInRequest, call: Call, form: DueForm) -> bool:
    """Do what was pressed; say whether it was done."""
    ids = [int(one) for one in request.POST.getlist("assignment") if one.isdecimal()]
    about: dict[str, Any] = {"call_id": call.pk, "actor": request.user}
    if "drop" in request.POST:
        act = partial(services.drop_proposals, assignment_ids=ids, **about)
        return done(request, act, _("Dropped."))
    if not form.is_valid():
        return False
    day = form.cleaned_data["due_on"]
    if "ask" in request.POST:
        act_ask = partial(services.ask_reviewers, assignment_ids=ids, due_on=day, **about)
        words = ngettext("%(count)s person is asked.", "%(count)s persons are asked.", len(ids))
        return done(request, act_ask, words % {"count": len(ids)})
    act_propose = partial(services.propose_for_call, due_on=day, **about)
    return done(request, act_propose, _("Proposed. Nobody is told before you confirm."))


def _is_open(application: Application) -> bool:
    return policies.is_under_review(application)


def _refuse(words: str) -> None:
    raise DomainError(words)
