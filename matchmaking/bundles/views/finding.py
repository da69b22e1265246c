"""Combinations that the optimiser proposes for a request."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render

from accounts.http import SignedInRequest
from matchmaking.bundles import selectors
from matchmaking.bundles.forms import FindForm
from matchmaking.bundles.views.access import known_need


@login_required
def find(request: SignedInRequest, need_pk: int) -> HttpResponse:
    """Propose combinations of offers for a request, the best first."""
    need = known_need(request, need_pk)
    bench = selectors.workbench(need)
    form = FindForm(request.GET, offers=bench.offers, keep=request.GET.getlist("keep"))
    found = []
    if not form.is_bound or form.is_valid():
        found = [
            selectors.combination(bench, proposal.parts, proposal.gap)
            for proposal in bench.proposals(**form.said)
        ]
    context = {
        "need": need,
        "bench": bench,
        "form": form,
        "found": found,
        "saved": selectors.bundles_of_need(request.user, need),
    }
    return render(request, "bundles/find.html", context)
