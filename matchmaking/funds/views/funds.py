"""Funds: the list, one of them, setting one up and changing what is said of it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.http import SignedInRequest
from files.export import FORMATS
from files.rows import RowListing
from matchmaking.errors import DomainError
from matchmaking.funds import describing, panels, policies, selectors, services
from matchmaking.funds.filters import FUND_COLUMNS, FundFilterSet
from matchmaking.funds.forms import FundForm, StartForm
from matchmaking.funds.models import Fund, Rules
from matchmaking.funds.views.access import administered_fund, known_fund, refuse
from matchmaking.writing.views.records import posted_version


def fund_list(request: HttpRequest) -> HttpResponse:
    """Show all funds."""
    results = RowListing(request, _filterset(request))
    context = {
        "results": results,
        "formats": formats_of(results, "funds:funds_export"),
        "may_make": policies.administers_any(request.user),
    }
    return render(request, "funds/list.html", context)


def funds_export(request: HttpRequest, format_name: str) -> HttpResponseBase:
    """Send the funds the filters find as a file."""
    if format_name not in FORMATS:
        raise Http404
    return FORMATS[format_name](_filterset(request).qs.iterator(), FUND_COLUMNS, "funds")


def fund(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a fund: its rules in force and its calls."""
    found = known_fund(pk)
    rules = found.rules.filter(is_active=True).first()
    context = {
        "fund": found,
        "rules": rules,
        "groups": describing.groups(rules.terms) if rules else [],
        "calls": selectors.open_calls(request.user, [found.pk]),
        "may_administer": policies.administers(request.user, found),
        "facts": _facts(found, rules),
        "panels": panels.shown("fund", request, found),
        "side": panels.shown("fund_side", request, found),
    }
    return render(request, "funds/fund.html", context)


def _facts(found: Fund, rules: Rules | None) -> list[tuple[str | Promise, Any]]:
    return [
        (gettext_lazy("Since"), rules and rules.created_at.date()),
        (gettext_lazy("Why"), rules and rules.note),
        (gettext_lazy("Reporting currency"), found.currency),
    ]


@login_required
def create(request: SignedInRequest) -> HttpResponse:
    """Set up a fund."""
    organisations = policies.administered_organisations(request.user)
    if not organisations:
        raise PermissionDenied
    form = StartForm(request.POST or None, organisations=organisations)
    if form.is_valid():
        place = int(form.cleaned_data["organisation"])
        try:
            made = services.create_fund(
                actor=request.user, organisation_id=place, fields=form.cleaned_data
            )
        except DomainError as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("The fund is set up. Write its rules next."))
            return redirect("funds:rules_write", pk=made.pk)
    return _form(request, form, None)


@login_required
def edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Change what is said of a fund."""
    found = administered_fund(request, pk)
    form = FundForm.of(found, request.POST or None)
    if form.is_valid():
        version = posted_version(request) or found.version
        try:
            services.edit_fund(
                fund_id=pk, actor=request.user, version=version, fields=form.cleaned_data
            )
        except DomainError as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("Saved."))
            return redirect("funds:fund", pk=pk)
    return _form(request, form, found)


def formats_of(results: RowListing, name: str) -> list[tuple[str, str]]:
    """Return the files that a list is offered as."""
    return [(one.upper(), results.export_url(reverse(name, args=[one]))) for one in FORMATS]


def _form(request: SignedInRequest, form: Any, found: Fund | None) -> HttpResponse:
    return render(request, "funds/fund_form.html", {"form": form, "fund": found})


def _filterset(request: HttpRequest) -> FundFilterSet:
    rows = selectors.funds_for_listing(request.user)
    return FundFilterSet(request.GET, queryset=rows, request=request)
