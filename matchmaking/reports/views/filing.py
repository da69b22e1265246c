"""Filing a report: upload, replace the file, read it once more, delete."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.acting import acting_organisation
from accounts.http import SignedInRequest
from matchmaking.errors import DomainError
from matchmaking.reports import policies, services, tasks
from matchmaking.reports.forms import FileForm, UploadForm
from matchmaking.reports.views.reading import detail_page, known_report


@login_required
def upload(request: SignedInRequest) -> HttpResponse:
    """Take a report in; reading goes on behind the page that comes next."""
    states = policies.states_reported_for(request.user)
    if not states:
        raise PermissionDenied
    form = UploadForm(
        request.POST or None,
        request.FILES or None,
        states=states,
        acting=acting_organisation(request),
    )
    duplicate = None
    if form.is_valid():
        try:
            report = services.receive_report(
                actor=request.user, begin=tasks.read_in_background, **form.cleaned_data
            )
        except services.DuplicateReport as refusal:
            duplicate = refusal.report
            form.add_error("file", str(refusal.message))
        except DomainError as refusal:
            form.add_error("file", str(refusal.message))
        else:
            return redirect("reports:detail", pk=report.pk)
    context = {"form": form, "states": states, "duplicate": duplicate}
    return render(request, "reports/upload.html", context)


@require_POST
@login_required
def replace(request: SignedInRequest, pk: int) -> HttpResponse:
    """Put another file in place of this one, and read it."""
    report = known_report(request.user, pk)
    form = FileForm(request.POST, request.FILES)
    if not policies.reviews_candidates(request.user, report):
        raise PermissionDenied
    if form.is_valid():
        try:
            services.replace_file(
                report_id=pk,
                actor=request.user,
                file=form.cleaned_data["file"],
                begin=tasks.read_in_background,
            )
        except DomainError as refusal:
            form.add_error("file", str(refusal.message))
        else:
            return redirect("reports:detail", pk=pk)
    return detail_page(request, report, form)


@require_POST
@login_required
def read(request: SignedInRequest, pk: int) -> HttpResponse:
    """Read the file once more."""
    known_report(request.user, pk)
    try:
        services.read_again(report_id=pk, actor=request.user, begin=tasks.read_in_background)
    except DomainError as refusal:
        messages.error(request, str(refusal.message))
    return redirect("reports:detail", pk=pk)


@require_POST
@login_required
def delete(request: SignedInRequest, pk: int) -> HttpResponse:
    """Throw a report away."""
    known_report(request.user, pk)
    try:
        services.delete_report(report_id=pk, actor=request.user)
    except DomainError as refusal:
        messages.error(request, str(refusal.message))
        return redirect("reports:detail", pk=pk)
    messages.success(request, _("The report and its file have been deleted."))
    return redirect("reports:list")
