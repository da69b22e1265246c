"""Declaring, reporting and deciding on conflicts of interest; one's own standing interests."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.http import SignedInRequest
from matchmaking.applications import conflicts as register
from matchmaking.applications import policies, selectors, services
from matchmaking.applications.conflicts.finders import donors_of
from matchmaking.applications.forms import NONE, DeclarationForm, InterestForm, ReportForm
from matchmaking.applications.models import Application
from matchmaking.applications.views.access import asked_from, done, known
from matchmaking.errors import DomainError


@login_required
def declare(request: SignedInRequest, pk: int) -> HttpResponse:
    """Ask whether one has a conflict of interest, showing only what is needed to know it."""
    application = known(request, pk)
    if not policies.stands_for_fund(request.user, application):
        raise PermissionDenied
    form = DeclarationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _answered(request, application, form)
    context = {
        "application": application,
        "form": form,
        "donors": donors_of(application.proposal),
        "is_changed": not policies.must_declare(request.user, application),
    }
    return render(request, "applications/declare.html", context)


@login_required
def conflicts(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show who has a conflict to the administrators, and take reports from all of the fund."""
    application = known(request, pk)
    if not policies.stands_for_fund(request.user, application):
        raise PermissionDenied
    people = register.people_of(application) - {request.user.pk}
    form = ReportForm(request.POST or None, people=people)
    if request.method == "POST" and form.is_valid() and _report(request, application, form):
        return redirect("applications:conflicts", pk)
    context = {"application": application, "form": form, **_log(request, application)}
    return render(request, "applications/conflicts.html", context)


@require_POST
@login_required
def decide_conflict(request: SignedInRequest, pk: int, number: int, name: str) -> HttpResponse:
    """Confirm or dismiss a conflict."""
    conflict = get_object_or_404(selectors.conflicts_for_listing(request.user), pk=number)
    if conflict.application_id != pk or name not in ("confirm", "dismiss"):
        raise Http404
    act = services.confirm_conflict if name == "confirm" else services.dismiss_conflict
    reason = request.POST.get("reason", "")
    say = _("Confirmed.") if name == "confirm" else _("Dismissed: the person may see it again.")
    done(request, partial(act, conflict_id=number, actor=request.user, reason=reason), say)
    return redirect("applications:conflicts", pk)


@login_required
def interests(request: SignedInRequest) -> HttpResponse:
    """Show and take what somebody of a fund says of themselves once for all."""
    if not policies.works_for_fund_as(request.user):
        raise PermissionDenied
    form = InterestForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.add_interest(actor=request.user, **form.cleaned_data)
        except DomainError as refusal:
            form.add_error(None, str(refusal.message))
        else:
            messages.success(request, _("Noted. It counts from now on."))
            return redirect("applications:interests")
    mine = request.user.interests.filter(ended_at=None).select_related("country", "organisation")
    context = {"form": form, "interests": mine.order_by("-stated_at")}
    return render(request, "applications/interests.html", context)


@require_POST
@login_required
def end_interest(request: SignedInRequest, number: int) -> HttpResponse:
    """Say that an interest holds no longer."""
    get_object_or_404(request.user.interests.filter(ended_at=None), pk=number)
    services.end_interest(interest_id=number, actor=request.user)
    messages.success(request, _("Noted."))
    return redirect("applications:interests")


def _answered(
    request: SignedInRequest, application: Application, form: DeclarationForm
) -> HttpResponse:
    """Keep the answer; whoever has a conflict goes back to where nothing of it is left."""
    about: dict[str, Any] = {"application_id": application.pk, "actor": request.user}
    if form.cleaned_data["answer"] == NONE:
        if services.declare_no_conflict(**about):
            own = reverse("applications:detail", args=[application.pk])
            return HttpResponseRedirect(asked_from(request, own))
        messages.info(request, _("A possible conflict of interest was found. Others take over."))
        return redirect("applications:list")
    words, ground = form.cleaned_data["words"], form.cleaned_data["ground"]
    services.declare_conflict(**about, ground=ground, words=words)
    messages.success(request, _("Thank you. Others take over."))
    return redirect("applications:list")


def _report(request: SignedInRequest, application: Application, form: ReportForm) -> bool:
    act = partial(
        services.report_conflict,
        application_id=application.pk,
        actor=request.user,
        **form.cleaned_data,
    )
    return done(request, act, _("Reported. The person sees nothing of it until it is decided."))


def _log(request: SignedInRequest, application: Application) -> dict[str, object]:
    """Return the conflicts and declarations, for those who run or audit the fund."""
    runs = policies.runs(request.user, application)
    rows = [
        {
            "conflict": row,
            "words": register.sentence(row),
            "may_decide": runs and row.is_blocking and row.person_id != request.user.pk,
        }
        for row in selectors.conflicts_of(request.user, application)
    ]
    sees_log = policies.audits(request.user, application)
    declarations = selectors.declarations_of(application) if sees_log else []
    return {"rows": rows, "sees_log": sees_log, "declarations": declarations}
