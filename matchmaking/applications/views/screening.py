"""Screening an application: what each rule found, and what a person says of it."""

from functools import partial

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.http import SignedInRequest
from matchmaking.applications import eligibility, policies, services
from matchmaking.applications.choices import ApplicationStatus
from matchmaking.applications.forms import ScreeningForm
from matchmaking.applications.models import Application
from matchmaking.applications.views.access import done, known, reads_application, version_of
from matchmaking.errors import DomainError
from matchmaking.funds.wording import moment


@reads_application
def screen(request: SignedInRequest, application: Application) -> HttpResponse:
    """Show what the rules found, and decide."""
    if not policies.screens(request.user, application):
        raise PermissionDenied
    if application.status != ApplicationStatus.SUBMITTED:
        return redirect("applications:detail", application.pk)
    findings = eligibility.of_submission(application.submission)
    start = {"version": application.version}
    form = ScreeningForm(findings, request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid() and _decide(request, application, form):
        return redirect("applications:detail", application.pk)
    context = {
        "application": application,
        "form": form,
        "handed_in": moment(application.submitted_at, application.call.zone),
    }
    return render(request, "applications/screen.html", context)


@require_POST
@login_required
def screen_again(request: SignedInRequest, pk: int) -> HttpResponse:
    """Open the screening again."""
    known(request, pk)
    act = partial(
        services.screen_again,
        application_id=pk,
        actor=request.user,
        reason=request.POST.get("reason", ""),
        version=version_of(request),
    )
    done(request, act, _("The screening is open again."))
    return redirect("applications:detail", pk)


def _decide(request: SignedInRequest, application: Application, form: ScreeningForm) -> bool:
    """Write the decision down, or put what is missing beside its field."""
    is_eligible = "eligible" in request.POST
    try:
        services.screen_application(
            application_id=application.pk,
            actor=request.user,
            is_eligible=is_eligible,
            overrides=form.overrides,
            words=form.cleaned_data["words"],
            version=form.cleaned_data["version"],
        )
    except DomainError as refusal:
        needs_words = not is_eligible and not form.cleaned_data["words"].strip()
        name = "words" if needs_words else refusal.field or ""
        form.add_error(form.field_of(name), str(refusal.message))
        return False
    done_words = _("Eligible.") if is_eligible else _("Not eligible. The applicant has been told.")
    messages.success(request, done_words)
    return True
