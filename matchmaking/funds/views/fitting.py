"""Which fund fits a request or a proposal, rule by rule."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from matchmaking.funds import panels, selectors
from matchmaking.needs.models import Need
from matchmaking.projects.growing.selectors import applicants_for
from matchmaking.projects.models import Proposal


def fits_need(request: HttpRequest, pk: int) -> HttpResponse:
    """Hold a request against every open call."""
    needs = Need.objects.visible_to(request.user).select_related("country")
    need = get_object_or_404(needs.prefetch_related("themes"), pk=pk)
    fits = selectors.calls_for_need(request.user, need)
    may_write = bool(applicants_for(request.user))
    return _shown(request, fits, {"need": need, "subject": need, "may_write": may_write})


def fits_proposal(request: HttpRequest, pk: int) -> HttpResponse:
    """Hold a proposal against every open call."""
    proposals = Proposal.objects.visible_to(request.user)
    proposal = get_object_or_404(proposals.with_parties(), pk=pk)
    fits = selectors.calls_for_proposal(request.user, proposal)
    for fit in fits:
        fit.actions = panels.shown("fit", request, (fit.call, proposal))
    return _shown(request, fits, {"proposal": proposal, "subject": proposal})


def _shown(
    request: HttpRequest, fits: list[selectors.CallFit], about: dict[str, Any]
) -> HttpResponse:
    context = {"fits": fits, "now": timezone.now(), **about}
    return render(request, "funds/fits.html", context)
