"""The terms of a scenario: weights and demands, who takes part, what is locked."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from accounts.http import SignedInRequest
from files.rows import RowListing
from matchmaking.allocation import selectors, services
from matchmaking.allocation.filters import NeedChoiceFilterSet, OfferChoiceFilterSet
from matchmaking.allocation.forms import LocksForm, TermsEditor
from matchmaking.allocation.models import Scenario
from matchmaking.allocation.views.access import known_scenario
from matchmaking.errors import ChangedMeanwhile
from matchmaking.needs.models import Need
from matchmaking.offers.models import Offer

FILTERS = {"needs": NeedChoiceFilterSet, "offers": OfferChoiceFilterSet}


@login_required
def edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Change weights, smallest amounts, shares of regions and earmarks."""
    scenario = known_scenario(request, pk)
    editor = TermsEditor(scenario, selectors.offers_of(scenario), request.POST or None)
    if request.method == "POST" and editor.is_valid():
        try:
            services.edit_scenario(
                scenario_id=pk,
                version=_version(request),
                actor=request.user,
                fields=editor.fields,
                shares=editor.share_data,
                earmarks=editor.earmark_data,
            )
        except ChangedMeanwhile as refusal:
            editor.form.add_error(None, str(refusal.message))
        else:
            messages.success(request, _("The terms are saved."))
            return redirect("allocation:detail", pk)
    context = {
        "scenario": get_object_or_404(Scenario, pk=pk),
        "editor": editor,
        "version": request.POST.get("version", scenario.version),
        "counts": _counts(scenario),
    }
    return render(request, "allocation/edit.html", context)


@login_required
def choose(request: SignedInRequest, pk: int, side: str) -> HttpResponse:
    """Choose who takes part: by ticks, by what the filters find, or all that is open."""
    scenario = known_scenario(request, pk)
    if side not in FILTERS:
        raise Http404
    filterset = FILTERS[side](request.GET, queryset=_choices(scenario, side), request=request)
    if request.method == "POST":
        _choose(request, scenario, side, filterset.qs)
        return redirect(request.get_full_path())
    scenario_counts = _counts(scenario)
    context = {
        "scenario": scenario,
        "side": side,
        "filterset": filterset,
        "results": RowListing(request, filterset),
        "is_all": getattr(scenario, f"all_{side}"),
        "count": scenario_counts[side],
    }
    return render(request, "allocation/choose.html", context)


@login_required
def locks(request: SignedInRequest, pk: int, need_pk: int) -> HttpResponse:
    """Show every way to serve a request of the scenario; lock amounts, or set them free."""
    scenario = known_scenario(request, pk)
    need = get_object_or_404(selectors.needs_of(scenario), pk=need_pk)
    ways = selectors.ways_to(scenario, need.pk)
    form = LocksForm(request.POST or None, ways=ways)
    as_proposed = request.POST.get("act") == "proposed"
    if request.method == "POST" and (as_proposed or form.is_valid()):
        amounts = form.proposed if as_proposed else form.amounts
        services.lock_amounts(scenario_id=pk, actor=request.user, amounts=amounts)
        messages.success(request, _("The locked amounts are saved. Solve the scenario again."))
        return redirect("allocation:detail", pk)
    context = {"scenario": scenario, "need": need, "form": form}
    return render(request, "allocation/locks.html", context)


def _choose(request: SignedInRequest, scenario: Scenario, side: str, found: QuerySet[Any]) -> None:
    act = request.POST.get("act", "")
    common: dict[str, Any] = {"scenario_id": scenario.pk, "actor": request.user, "side": side}
    if act == "all":
        services.choose_all(**common)
        return
    if act in ("add_found", "remove_found"):
        ids = list(found.values_list("pk", flat=True))
    else:
        ticked = [word for word in request.POST.getlist("row") if word.isdecimal()]
        ids = list(found.filter(pk__in=ticked).values_list("pk", flat=True))
    services.choose_records(**common, ids=ids, take_part=act.startswith("add"))


def _choices(scenario: Scenario, side: str) -> QuerySet[Any]:
    """Return the open records of a side, each saying whether it takes part."""
    rows: QuerySet[Any] = (
        Need.objects.published().select_related("country")
        if side == "needs"
        else Offer.objects.published().select_related("organisation")
    )
    chosen = getattr(scenario, side).filter(pk=OuterRef("pk"))
    return rows.annotate(takes_part=Exists(chosen))


def _counts(scenario: Scenario) -> dict[str, int]:
    return {
        "needs": selectors.needs_of(scenario).count(),
        "offers": selectors.offers_of(scenario).count(),
    }


def _version(request: SignedInRequest) -> int:
    said = request.POST.get("version", "")
    return int(said) if said.isdecimal() and len(said) < 10 else 0
