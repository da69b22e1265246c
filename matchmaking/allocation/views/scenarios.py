"""The scenarios: all of them, a new one, a copy, one less."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from accounts.http import SignedInRequest
from files.export import FORMATS, Column
from files.rows import RowListing
from matchmaking.allocation import selectors, services
from matchmaking.allocation.filters import ScenarioFilterSet
from matchmaking.allocation.forms import CompareForm, NameForm, ScenarioForm
from matchmaking.allocation.models import Scenario
from matchmaking.allocation.services.scenarios import FIELDS
from matchmaking.allocation.views.access import brokers_only, formats_of, known_scenario
from matchmaking.allocation.wording import at_least
from matchmaking.needs.models import Need
from matchmaking.offers.models import Offer

COLUMNS = (
    Column("scenario", gettext_lazy("Scenario"), lambda row: row.pk),
    Column("name", gettext_lazy("Name"), lambda row: row.name),
    Column("status", gettext_lazy("Status"), lambda row: row.get_status_display()),
    Column("quality", gettext_lazy("Of the best possible"), lambda row: _quality(row)),
    Column("solved", gettext_lazy("Solved"), lambda row: row.solved_at and row.solved_at.date()),
    Column(
        "applied", gettext_lazy("Applied"), lambda row: row.applied_at and row.applied_at.date()
    ),
)


@login_required
def scenarios(request: SignedInRequest) -> HttpResponse:
    """List the scenarios; some can be ticked to be compared."""
    brokers_only(request)
    filterset = _filterset(request)
    results = RowListing(request, filterset)
    for row in results.rows:
        quality = _quality(row)
        row.quality = "" if quality is None else at_least(quality)
    context = {
        "filterset": filterset,
        "results": results,
        "formats": formats_of(results, reverse("allocation:list_export", args=["csv"])),
        "compare_form": CompareForm(solved=Scenario.objects.none()),
    }
    return render(request, "allocation/list.html", context)


@login_required
def scenarios_export(request: SignedInRequest, format_name: str) -> HttpResponseBase:
    """Send the list as a file."""
    brokers_only(request)
    if format_name not in FORMATS:
        raise Http404
    return FORMATS[format_name](_filterset(request).qs.iterator(), COLUMNS, "scenarios")


@login_required
def create(request: SignedInRequest) -> HttpResponse:
    """Begin a scenario; an address may name the requests and offers that take part."""
    brokers_only(request)
    chosen = {
        "need_ids": _known(Need, request.GET, "need"),
        "offer_ids": _known(Offer, request.GET, "offer"),
    }
    form = ScenarioForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        fields = {name: form.cleaned_data[name] for name in FIELDS}
        row = services.create_scenario(actor=request.user, fields=fields, **chosen)
        return redirect("allocation:edit", row.pk)
    counts = {side: len(ids) for side, ids in chosen.items()}
    return render(request, "allocation/new.html", {"form": form, "counts": counts})


@require_POST
@login_required
def copy(request: SignedInRequest, pk: int) -> HttpResponse:
    """Begin another scenario with the terms of this one."""
    scenario = known_scenario(request, pk)
    form = NameForm(request.POST)
    if not form.is_valid():
        return render(request, "allocation/copy.html", {"scenario": scenario, "form": form})
    name = form.cleaned_data["name"]
    row = services.copy_scenario(scenario_id=scenario.pk, actor=request.user, name=name)
    messages.success(request, _("The copy has the same terms. Change what shall differ."))
    return redirect("allocation:edit", row.pk)


@require_POST
@login_required
def delete(request: SignedInRequest, pk: int) -> HttpResponse:
    """Throw a scenario away."""
    scenario = known_scenario(request, pk)
    services.delete_scenario(scenario_id=scenario.pk, actor=request.user)
    messages.success(request, _("The scenario is deleted."))
    return redirect("allocation:list")


def _filterset(request: SignedInRequest) -> ScenarioFilterSet:
    rows = selectors.scenarios_for_listing(request.user)
    return ScenarioFilterSet(request.GET, queryset=rows, request=request)


def _quality(row: Any) -> float | None:
    """Return the share of the best possible that the newest proposal reaches; None without one."""
    if row.value is None:
        return None
    return min(1.0, row.value / row.bound) if row.bound else 1.0


def _known(model: type[Need] | type[Offer], params: QueryDict, name: str) -> list[int]:
    """Return those of the numbers in an address that open records have."""
    ids = [int(word) for word in params.getlist(name) if word.isdecimal() and len(word) < 10]
    rows: Any = model.objects.published()
    return list(rows.filter(pk__in=ids).values_list("pk", flat=True)) if ids else []
