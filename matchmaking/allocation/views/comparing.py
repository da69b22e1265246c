"""Two or three scenarios side by side."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.http import SignedInRequest
from files.export import FORMATS, Column
from matchmaking.allocation import selectors
from matchmaking.allocation.forms import CompareForm
from matchmaking.allocation.models import Scenario
from matchmaking.allocation.views.access import brokers_only

SHOWN = 50  # differences on the page; the file has all


@login_required
def compare(request: SignedInRequest) -> HttpResponse:
    """Show scenarios side by side: in all, by region, by priority, request by request."""
    brokers_only(request)
    form = _form(request)
    comparison = _comparison(form)
    context: dict[str, Any] = {"form": form, "comparison": comparison, "shown": SHOWN}
    if comparison:
        query = request.GET.urlencode()
        context["formats"] = [
            (name.upper(), f"{reverse('allocation:compare_export', args=[name])}?{query}")
            for name in FORMATS
        ]
    return render(request, "allocation/compare.html", context)


@login_required
def compare_export(request: SignedInRequest, format_name: str) -> HttpResponseBase:
    """Send the requests that fare differently as a file."""
    brokers_only(request)
    comparison = _comparison(_form(request))
    if format_name not in FORMATS or comparison is None:
        raise Http404
    return FORMATS[format_name](comparison.differences, _columns(comparison), "scenarios-compared")


def _form(request: SignedInRequest) -> CompareForm:
    solved = Scenario.objects.visible_to(request.user).filter(solutions__isnull=False)
    chosen = request.GET if "scenario" in request.GET else None
    return CompareForm(chosen, solved=solved.distinct().order_by("name", "pk"))


def _comparison(form: CompareForm) -> selectors.Comparison | None:
    if not form.is_valid():
        return None
    solutions = [selectors.latest(scenario) for scenario in form.cleaned_data["scenario"]]
    return selectors.compared([solution for solution in solutions if solution])


def _columns(comparison: selectors.Comparison) -> list[Column]:
    """Return one column for each scenario beside those of the request."""

    def met(at: int) -> Any:
        return lambda row: None if row.met[at] is None else round(row.met[at], 4)

    return [
        Column("need", _("Request number"), lambda row: row.need.pk),
        Column("request", _("Request"), lambda row: str(row.need)),
        Column("state", _("State"), lambda row: str(row.need.country)),
        *(
            Column(f"scenario_{summary.scenario.pk}", summary.scenario.name, met(at))
            for at, summary in enumerate(comparison.summaries)
        ),
    ]
