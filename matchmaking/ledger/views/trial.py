"""The trial balance of a fund."""

import datetime

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from accounts.http import SignedInRequest
from files.export import FORMATS
from files.paging import address
from matchmaking.ledger import papers, policies, selectors
from matchmaking.ledger.filters import trial_columns
from matchmaking.ledger.forms import DayForm
from matchmaking.ledger.views.access import read_fund


@login_required
def trial(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show every account of the chart on a day, and that both sides agree."""
    fund = read_fund(request.user, pk)
    form, on = _day(request)
    context = {
        "fund": fund,
        "form": form,
        "on": on or timezone.localdate(),
        "trial": selectors.trial_balance(pk, on, reader=request.user),
        "keeps_books": policies.keeps_books(request.user, fund),
        "formats": [
            (name.upper(), _address(pk, name, on))
            for name in ["pdf", *FORMATS]
            if name != "pdf" or papers.can_draw()
        ],
    }
    return render(request, "ledger/trial.html", context)


@login_required
def trial_file(request: SignedInRequest, pk: int, format_name: str) -> HttpResponseBase:
    """Send the trial balance."""
    fund = read_fund(request.user, pk)
    _form, on = _day(request)
    found = selectors.trial_balance(pk, on, reader=request.user)
    day = on or timezone.localdate()
    name = f"{'example-' if fund.is_example else ''}trial-balance-{day.isoformat()}"
    if format_name == "pdf" and papers.can_draw():
        return papers.sent(papers.trial_paper(fund, found, day), name)
    if format_name not in FORMATS:
        raise Http404
    return FORMATS[format_name](found.rows, trial_columns(fund), name)


def _day(request: SignedInRequest) -> tuple[DayForm, datetime.date | None]:
    form = DayForm(request.GET if request.GET.get("on") else None)
    return form, form.cleaned_data["on"] if form.is_valid() else None


def _address(pk: int, name: str, on: datetime.date | None) -> str:
    path = reverse("ledger:trial_file", args=[pk, name])
    return address(path, {"on": [on.isoformat()]} if on else {})
