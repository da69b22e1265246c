"""Contributions: pledged, received in instalments, with a receipt for each; money left."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from accounts import audit
from accounts.http import SignedInRequest
from files.rows import RowListing
from matchmaking.documents.views import download
from matchmaking.payments import policies, selectors, services
from matchmaking.payments.exports import CONTRIBUTION_COLUMNS
from matchmaking.payments.filters import ContributionFilterSet
from matchmaking.payments.forms import InstalmentForm, PledgeForm
from matchmaking.payments.papers import receipt_of
from matchmaking.payments.selectors.contributions import ContributionRow, Instalment
from matchmaking.payments.views.access import as_file, filled, formats
from matchmaking.payments.views.lists import export


@login_required
def contribution_list(request: SignedInRequest) -> HttpResponse:
    """Show the contributions a person may know of, and what is left in each pot."""
    filterset = _filterset(request)
    results = RowListing(request, filterset)
    context = {
        "filterset": filterset,
        "results": results,
        "rows": selectors.gifts_of(results.queryset),
        "pots": selectors.pots_for(request.user),
        "may_pledge": policies.may_pledge(request.user),
        "formats": formats(
            results, lambda kind: reverse("payments:contributions_export", args=[kind])
        ),
    }
    return render(request, "payments/contributions.html", context)


@login_required
def contribution_export(request: SignedInRequest, format_name: str) -> HttpResponseBase:
    """Send everything the filters find as a file."""
    rows = _filterset(request).qs
    return export(format_name, rows, selectors.gifts_of, CONTRIBUTION_COLUMNS, "contributions")


@login_required
def pledge(request: SignedInRequest) -> HttpResponse:
    """Pledge for one's own organisation, or on behalf of a donor that wrote to the fund."""
    if not policies.may_pledge(request.user):
        raise PermissionDenied
    form = PledgeForm(request.POST or None, request.FILES or None, user=request.user)
    made = filled(
        request,
        form,
        lambda: services.pledge_contribution(
            actor=request.user, gift=form.gift(), key=form.cleaned_data["key"]
        ),
        _("Pledged. Thank you."),
    )
    if made:
        return redirect("payments:contribution", made.pk)
    context = {"form": form, "title": _("Pledge a contribution")}
    return render(request, "payments/pledge.html", context)


@login_required
def contribution(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show what was pledged, for what it may be used, and what arrived of it at which rate."""
    row = _known(request, pk)
    found = row.contribution
    context = {
        "row": row,
        "contribution": found,
        "facts": _facts(row),
        "figures": [
            {"label": _("Pledged"), "value": found.pledged},
            {"label": _("Received"), "value": row.received},
            {"label": _("Still to come"), "value": row.outstanding},
        ],
        "instalments": selectors.instalments_of(found),
        "may_receive": policies.receives(request.user, found) and row.outstanding.minor > 0,
        "history": audit.history(found),
    }
    return render(request, "payments/contribution.html", context)


@login_required
def receive(request: SignedInRequest, pk: int) -> HttpResponse:
    """Write down what arrived of a pledge."""
    row = _known(request, pk)
    found = row.contribution
    if not policies.receives(request.user, found):
        raise PermissionDenied
    form = InstalmentForm(
        request.POST or None,
        request.FILES or None,
        currency=found.currency,
        outstanding=row.outstanding,
    )
    made = filled(
        request,
        form,
        lambda: services.receive_instalment(
            contribution_id=pk,
            actor=request.user,
            amount=form.money(),
            received_on=form.cleaned_data["received_on"],
            key=form.cleaned_data["key"],
            file=form.cleaned_data["file"],
        ),
        _("Received, and in the books. The receipt is ready."),
    )
    if made:
        return redirect("payments:contribution", pk)
    context = {"form": form, "row": row, "contribution": found, "title": _("Money has arrived")}
    return render(request, "payments/receive.html", context)


@login_required
@never_cache
def receipt(request: SignedInRequest, pk: int, number: int, form: str) -> HttpResponse:
    """Send the receipt of an instalment as Word or PDF, or show it as a page to print."""
    found = _known(request, pk).contribution
    instalment = _instalment(found, number)
    letter = receipt_of(found, instalment)
    if form == "page":
        context = {"letter": letter, "contribution": found}
        return render(request, "payments/receipt.html", context)
    file = as_file(letter, form, f"receipt-{instalment.number}")
    if file is None:
        messages.error(request, _("This machine cannot make PDF: print the page, or take Word."))
    return file or redirect("payments:contribution", pk)


@login_required
def pledge_document(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """Send the letter or agreement in which a contribution was pledged."""
    found = _known(request, pk).contribution
    if found.document is None:
        raise Http404
    return download(found.document)


@login_required
def instalment_document(request: SignedInRequest, pk: int, number: int) -> HttpResponseBase:
    """Send the bank's document of an instalment."""
    document = _instalment(_known(request, pk).contribution, number).document
    if document is None:
        raise Http404
    return download(document)


def _known(request: SignedInRequest, pk: int) -> ContributionRow:
    found = selectors.contribution_for_page(request.user, pk)
    if found is None:
        raise Http404
    return found


def _instalment(found: Any, number: int) -> Instalment:
    for row in selectors.instalments_of(found):
        if row.number == number:
            return row
    raise Http404


def _filterset(request: SignedInRequest) -> ContributionFilterSet:
    rows = selectors.contributions_for_listing(request.user)
    return ContributionFilterSet(request.GET, queryset=rows)


def _facts(row: ContributionRow) -> list[tuple[Any, Any]]:
    found = row.contribution
    return [
        (_("Fund"), found.fund),
        (_("Donor"), found.donor),
        (_("Pledged on"), found.pledged_on),
        (_("Reference"), found.reference),
        (_("May be used"), row.earmark),
    ]
