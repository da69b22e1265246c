"""The list of evaluations, as a file, and those of one project or agreement."""

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from accounts.http import SignedInRequest
from files.export import FORMATS
from files.rows import RowListing
from matchmaking.evaluation import policies, selectors
from matchmaking.evaluation.filters import COLUMNS, EvaluationFilterSet, with_results
from matchmaking.evaluation.views.access import known_undertaking, reads
from matchmaking.monitoring.views.access import page


def evaluation_list(request: HttpRequest) -> HttpResponse:
    """List what is published, and what the person knows from inside."""
    filterset = _filterset(request)
    results = RowListing(request, filterset)
    context = {
        "filterset": filterset,
        "results": results,
        "rows": with_results(results.rows),
        "sees_agreement": policies.sees_agreement(request.user),
        "formats": [
            (name.upper(), results.export_url(reverse("evaluation:export", args=[name])))
            for name in FORMATS
        ],
    }
    return render(request, "evaluation/list.html", context)


def export(request: HttpRequest, format_name: str) -> HttpResponseBase:
    """Send everything the filters find as a file."""
    if format_name not in FORMATS:
        raise Http404
    rows = with_results(_filterset(request).qs)
    return FORMATS[format_name](rows, COLUMNS, "evaluations")


@reads
def of_undertaking(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show the evaluations of one project or agreement, beside its other pages."""
    undertaking = known_undertaking(request, pk)
    rows = selectors.evaluations_for_listing(request.user).filter(undertaking=undertaking)
    context = {
        **page(request, undertaking),
        "rows": with_results(rows.order_by("-planned_at")),
        "may_plan": policies.plans_for(request.user, undertaking),
    }
    return render(request, "evaluation/of_undertaking.html", context)


def _filterset(request: HttpRequest) -> EvaluationFilterSet:
    rows = selectors.evaluations_for_listing(request.user)
    return EvaluationFilterSet(request.GET, queryset=rows, request=request)
