"""What a scenario comes to: per request, per offer, as a file; and how the solving goes."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect

from accounts.http import SignedInRequest
from files.export import FORMATS, Column
from files.rows import RowListing
from matchmaking.allocation import selectors, services
from matchmaking.allocation.choices import ScenarioStatus
from matchmaking.allocation.filters import (
    ASKED_COLUMNS,
    GIVEN_COLUMNS,
    SHARE_COLUMNS,
    AskedFilterSet,
    GivenFilterSet,
)
from matchmaking.allocation.models import Scenario, Solution
from matchmaking.allocation.views.access import formats_of, known_scenario
from matchmaking.allocation.wording import at_least, conflict_in_words, worth_in_words

FILES = ("requests", "offers", "shares")


@login_required
def detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show what is proposed for every request, and why not more."""
    scenario = known_scenario(request, pk)
    solution = selectors.latest(scenario)
    context = _overview(scenario, solution) | {"drawer": "requests"}
    if solution:
        rows = selectors.asked_lines_of(solution)
        filterset = AskedFilterSet(request.GET, queryset=rows, request=request)
        context |= _listed(request, scenario, filterset, "requests")
        context["rows"] = selectors.with_shares(solution, context["results"].rows, "need_line")
    return render(request, "allocation/detail.html", context)


@login_required
def offers(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show what is proposed from every offer, and what one more unit would be worth."""
    scenario = known_scenario(request, pk)
    solution = selectors.latest(scenario)
    context = _overview(scenario, solution) | {"drawer": "offers"}
    if solution:
        rows = selectors.given_lines_of(solution)
        filterset = GivenFilterSet(request.GET, queryset=rows, request=request)
        context |= _listed(request, scenario, filterset, "offers")
        found = selectors.with_shares(solution, context["results"].rows, "offer_line")
        context["rows"] = [(row, shares, worth_in_words(row)) for row, shares in found]  # type: ignore[arg-type]
    return render(request, "allocation/detail.html", context)


@login_required
def export(request: SignedInRequest, pk: int, drawer: str, format_name: str) -> HttpResponseBase:
    """Send what the filters find as a file."""
    scenario = known_scenario(request, pk)
    solution = selectors.latest(scenario)
    if solution is None or drawer not in FILES or format_name not in FORMATS:
        raise Http404
    rows: Any = selectors.shares_of(solution)
    columns: tuple[Column, ...] = SHARE_COLUMNS
    if drawer == "requests":
        asked = selectors.asked_lines_of(solution)
        rows = AskedFilterSet(request.GET, queryset=asked, request=request).qs
        columns = ASKED_COLUMNS
    elif drawer == "offers":
        given = selectors.given_lines_of(solution)
        rows = GivenFilterSet(request.GET, queryset=given, request=request).qs
        columns = GIVEN_COLUMNS
    name = f"allocation-{scenario.pk}-{drawer}"
    return FORMATS[format_name](rows.iterator(chunk_size=500), columns, name)


@login_required
def status(request: SignedInRequest, pk: int) -> HttpResponse:
    """Tell the page that waits how the solving goes; send it on when it is over."""
    scenario = known_scenario(request, pk)
    if scenario.status == ScenarioStatus.SOLVING and not services.is_lost(scenario):
        return render(request, "allocation/_progress.html", {"scenario": scenario})
    return HttpResponseClientRedirect(reverse("allocation:detail", args=[pk]))


def _overview(scenario: Scenario, solution: Solution | None) -> dict[str, Any]:
    """Return what stands above both lists."""
    solving = scenario.status == ScenarioStatus.SOLVING and not services.is_lost(scenario)
    summary = selectors.summary_of(solution) if solution else None
    return {
        "scenario": scenario,
        "solution": solution,
        "solving": solving,
        "stale": solution is not None and not solving and selectors.is_stale(solution),
        "conflicts": [conflict_in_words(conflict) for conflict in scenario.conflicts],
        "summary": summary,
        "figures": _figures(summary) if summary else [],
        "facts": _facts(solution) if solution else [],
        "history": selectors.scenario_history(scenario),
    }


def _figures(summary: selectors.Summary) -> list[dict[str, Any]]:
    solution = summary.solution
    return [
        {
            "label": _("Of the best possible"),
            "value": at_least(solution.quality),
            "note": _beside_first_come(solution),
        },
        {
            "label": _("Requests met in full"),
            "value": summary.full,
            "note": _("%(part)s in part, %(none)s not")
            % {"part": summary.part, "none": summary.none},
        },
        {
            "label": _("Met on average"),
            "value": f"{_percent(summary.met)} %",
            "note": _("%(gained)s requests' worth is given")
            % {"gained": number_format(summary.gained, decimal_pos=1)},
        },
    ]


def _beside_first_come(solution: Solution) -> str:
    """Compare with what would come of serving in the order of arrival."""
    if not solution.first_come:
        return ""
    gain = solution.value / solution.first_come - 1
    return _("%(percent)s %% more than first come, first served") % {"percent": _percent(gain)}


def _facts(solution: Solution) -> list[tuple[Any, Any]]:
    return [
        (_("Proposal"), solution.number),
        (_("Value"), number_format(solution.value, decimal_pos=3)),
        (_("Nothing can exceed"), number_format(solution.bound, decimal_pos=3)),
        (_("First come, first served"), _value(solution.first_come)),
        (_("Best pairs first"), _value(solution.greedy)),
        (_("Solver"), solution.solver),
        (_("Weights of the matching"), solution.weights),
        (_("Seconds"), number_format(solution.seconds, decimal_pos=2)),
        (_("Solved by"), solution.solved_by),
    ]


def _value(value: float | None) -> str:
    return "" if value is None else number_format(value, decimal_pos=3)


def _percent(share: float) -> str:
    return number_format(round(share * 100, 1), decimal_pos=1)


def _listed(
    request: SignedInRequest, scenario: Scenario, filterset: Any, drawer: str
) -> dict[str, Any]:
    results = RowListing(request, filterset)
    start = reverse("allocation:export", args=[scenario.pk, drawer, "csv"])
    shares = [
        (
            _("Pairs, %(format)s") % {"format": name.upper()},
            reverse("allocation:export", args=[scenario.pk, "shares", name]),
        )
        for name in ("csv", "xlsx")
    ]
    return {
        "filterset": filterset,
        "results": results,
        "formats": [*formats_of(results, start), *shares],
    }
