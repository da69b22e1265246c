"""Solving a scenario and putting its proposal on the shortlist."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from accounts.http import SignedInRequest
from matchmaking.allocation import selectors, services
from matchmaking.allocation.tasks import solve_in_background
from matchmaking.allocation.views.access import known_scenario


@require_POST
@login_required
def solve(request: SignedInRequest, pk: int) -> HttpResponse:
    """Solve at once what is small; a large scenario while the page goes on."""
    scenario = known_scenario(request, pk)
    services.start_solving(scenario_id=pk, actor=request.user)
    if services.is_small(scenario):
        services.solve_scenario(scenario_id=pk, actor=request.user)
    else:
        solve_in_background(pk, request.user.pk)
    return redirect("allocation:detail", pk)


@login_required
def apply(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show what would be put on the shortlist, then do it."""
    scenario = known_scenario(request, pk)
    if request.method == "POST":
        applied = services.apply_solution(scenario_id=pk, actor=request.user)
        done = ngettext(
            "%(count)s pair is on the shortlist now; nothing is decided.",
            "%(count)s pairs are on the shortlist now; nothing is decided.",
            applied.pairs,
        )
        messages.success(request, done % {"count": applied.pairs})
        for share, reason in applied.refused:
            said = _("%(request)s – %(offer)s was left out: %(reason)s")
            values = {"request": share.need, "offer": share.offer, "reason": reason}
            messages.warning(request, said % values)
        return redirect("allocation:detail", pk)
    solution = selectors.latest(scenario)
    context = {
        "scenario": scenario,
        "solution": solution,
        "stale": solution is not None and selectors.is_stale(solution),
        "shares": selectors.shares_of(solution) if solution else [],
    }
    return render(request, "allocation/apply.html", context)
