"""Expenditure entered and answered, and money that comes back."""

from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.http import SignedInRequest
from files.export import FORMATS
from matchmaking.payments import policies, services
from matchmaking.payments.budget import budget_lines
from matchmaking.payments.exports import EXPENDITURE_COLUMNS
from matchmaking.payments.forms import ExpenditureForm, RefundForm
from matchmaking.payments.services.spending import SPENDING, to_account_for
from matchmaking.payments.views.access import (
    administered,
    done,
    filled,
    known,
    known_expenditure,
    reads_project,
    version_of,
)


@reads_project
def spend(request: SignedInRequest, pk: int) -> HttpResponse:
    """Enter what was spent on a line of the budget."""
    found = known(request, pk)
    if not policies.implements(request.user, found):
        raise PermissionDenied
    if found.status not in SPENDING:
        return redirect("payments:project", pk)
    form = ExpenditureForm(request.POST or None, request.FILES or None, project=found)
    if filled(
        request,
        form,
        lambda: services.enter_expenditure(
            project_id=pk, actor=request.user, spending=form.spending()
        ),
        _("Entered. The fund has been asked to accept it."),
    ):
        return redirect("payments:project", pk)
    context = {
        "form": form,
        "project": found,
        "lines": budget_lines(found, found.expenditures.all()),
        "title": _("Enter expenditure"),
    }
    return render(request, "payments/spend.html", context)


@reads_project
def spent_export(request: SignedInRequest, pk: int, format_name: str) -> HttpResponseBase:
    """Send the expenditure of a project as a file."""
    found = known(request, pk)
    if format_name not in FORMATS:
        raise Http404
    rows = list(found.expenditures.all())
    for row in rows:
        row.project = found
    return FORMATS[format_name](rows, EXPENDITURE_COLUMNS, f"expenditure-{found.number}")


@reads_project
def refund(request: SignedInRequest, pk: int) -> HttpResponse:
    """Write down money that came back."""
    found = administered(request, pk)
    if found.status not in SPENDING:
        return redirect("payments:project", pk)
    form = RefundForm(
        request.POST or None,
        request.FILES or None,
        currency=found.currency,
        left=to_account_for(found),
    )
    if filled(
        request,
        form,
        lambda: services.record_refund(
            project_id=pk,
            actor=request.user,
            key=form.cleaned_data["key"],
            returned=form.returned(),
        ),
        _("Recorded, and in the books."),
    ):
        return redirect("payments:project", pk)
    context = {"form": form, "project": found, "title": _("Record a refund")}
    return render(request, "payments/refund.html", context)


@require_POST
@reads_project
def accept_expenditure(request: SignedInRequest, pk: int) -> HttpResponse:
    """Accept expenditure: it is in the books as spent."""
    return _answer(request, pk, services.accept_expenditure, _("Accepted, and in the books."))


@require_POST
@reads_project
def return_expenditure(request: SignedInRequest, pk: int) -> HttpResponse:
    """Send expenditure back, with a reason."""
    act = partial(services.return_expenditure, reason=request.POST.get("reason", ""))
    return _answer(request, pk, act, _("Sent back."))


def _answer(request: SignedInRequest, pk: int, act: Any, success: str) -> HttpResponse:
    row = known_expenditure(request, pk)
    version = version_of(request)
    done(request, partial(act, expenditure_id=pk, actor=request.user, version=version), success)
    return redirect("payments:project", row.project_id)
