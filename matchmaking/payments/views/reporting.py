"""A report that is due: handed in, accepted, sent back, given more time, waived."""

from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts import audit
from accounts.http import SignedInRequest
from matchmaking.payments import policies, services
from matchmaking.payments.choices import AWAITED
from matchmaking.payments.forms import ExtensionForm, ReportForm
from matchmaking.payments.models import ReportDue
from matchmaking.payments.services.reporting import REPORTING
from matchmaking.payments.views.access import done, filled, known_report, reads_project, version_of
from matchmaking.payments.workflow import REPORT_WORKFLOW


@reads_project
def report(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show a report; who owes it hands it in here."""
    found = known_report(request, pk)
    form = _form(request, found)
    if request.method == "POST":
        if form is None:
            raise PermissionDenied
        if filled(
            request,
            form,
            lambda: services.receive_report(report_id=pk, actor=request.user, **form.cleaned_data),
            _("Handed in. The fund has been told."),
        ):
            return redirect("payments:report", pk)
    moves = REPORT_WORKFLOW.available(found, actor=request.user)
    context = {
        "report": found,
        "project": found.project,
        "form": form,
        "facts": _facts(found),
        "moves": [move for move in moves if move.name != "receive_report"],
        "may_extend": found.status in AWAITED and policies.judges_report(request.user, found),
        "history": audit.history(found),
    }
    return render(request, "payments/report.html", context)


@require_POST
@reads_project
def accept_report(request: SignedInRequest, pk: int) -> HttpResponse:
    """Accept a report."""
    return _answer(request, pk, services.accept_report, _("Accepted."))


@require_POST
@reads_project
def return_report(request: SignedInRequest, pk: int) -> HttpResponse:
    """Send a report back, with a reason."""
    act = partial(services.return_report, reason=request.POST.get("reason", ""))
    return _answer(request, pk, act, _("Sent back."))


@require_POST
@reads_project
def skip_report(request: SignedInRequest, pk: int) -> HttpResponse:
    """Ask for a report no longer, with a reason."""
    act = partial(services.skip_report, reason=request.POST.get("reason", ""))
    return _answer(request, pk, act, _("This report is not asked for any more."))


@reads_project
def extend_report(request: SignedInRequest, pk: int) -> HttpResponse:
    """Give more time for a report, with a reason."""
    found = known_report(request, pk)
    if not policies.judges_report(request.user, found):
        raise PermissionDenied
    if found.status not in AWAITED:
        return redirect("payments:report", pk)
    form = ExtensionForm(request.POST or None, initial={"version": found.version})
    if filled(
        request,
        form,
        lambda: services.extend_report(report_id=pk, actor=request.user, **form.cleaned_data),
        _("There is more time now."),
    ):
        return redirect("payments:report", pk)
    context = {"form": form, "report": found, "project": found.project}
    context["title"] = _("Give more time")
    return render(request, "payments/extend.html", context)


def _form(request: SignedInRequest, found: ReportDue) -> ReportForm | None:
    """Return the form to hand it in, where the person may now."""
    is_awaited = found.status in AWAITED and found.project.status in REPORTING
    if not is_awaited or not policies.files_report(request.user, found):
        return None
    initial = {"version": found.version}
    return ReportForm(request.POST or None, request.FILES or None, initial=initial)


def _answer(request: SignedInRequest, pk: int, act: Any, success: str) -> HttpResponse:
    known_report(request, pk)
    version = version_of(request)
    done(request, partial(act, report_id=pk, actor=request.user, version=version), success)
    return redirect("payments:report", pk)


def _facts(found: ReportDue) -> list[tuple[Any, Any]]:
    facts = [
        (_("Project"), found.project.number),
        (_("Kind"), found.get_kind_display()),
        (_("About"), found.get_matter_display()),
        (_("Due"), found.due_on),
    ]
    if found.first_due_on != found.due_on:
        facts.append((_("Due at first"), found.first_due_on))
    if found.received_by:
        facts += [(_("Handed in by"), found.received_by), (_("Handed in"), found.received_at)]
    if found.accepted_by:
        facts += [(_("Accepted by"), found.accepted_by), (_("Accepted"), found.accepted_at)]
    return facts
