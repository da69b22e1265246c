"""Saved bundles: the list, one of them, and what is done with it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.http import SignedInRequest
from files.export import FORMATS
from files.rows import RowListing
from matchmaking import audit
from matchmaking.bundles import selectors, services
from matchmaking.bundles.filters import COLUMNS, PART_COLUMNS, BundleFilterSet, part_rows
from matchmaking.bundles.forms import ProposeForm
from matchmaking.bundles.models import Bundle
from matchmaking.bundles.views.access import brokers_only, known_bundle
from matchmaking.bundles.workflow import BUNDLE_WORKFLOW
from matchmaking.errors import DomainError
from matchmaking.introductions.models import Introduction


@login_required
def bundle_list(request: SignedInRequest) -> HttpResponse:
    """Show the saved bundles."""
    brokers_only(request)
    results = RowListing(request, _filterset(request))
    formats = [
        (name.upper(), results.export_url(reverse("bundles:export", args=[name])))
        for name in FORMATS
    ]
    return render(request, "bundles/list.html", {"results": results, "formats": formats})


@login_required
def export(request: SignedInRequest, format_name: str) -> HttpResponseBase:
    """Send the bundles that the filters find as a file."""
    brokers_only(request)
    if format_name not in FORMATS:
        raise Http404
    return FORMATS[format_name](_filterset(request).qs, COLUMNS, "bundles")


@login_required
def detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show a bundle with what it covers today."""
    bundle = known_bundle(request, pk)
    return render(request, "bundles/detail.html", _context(request, bundle))


@login_required
def part_export(request: SignedInRequest, pk: int, format_name: str) -> HttpResponseBase:
    """Send the parts and the coverage of a bundle as a file."""
    bundle = known_bundle(request, pk)
    if format_name not in FORMATS:
        raise Http404
    bench = selectors.bench_of(bundle)
    found = selectors.combination(bench, selectors.parts_of(bench, bundle)[0])
    return FORMATS[format_name](part_rows(found), PART_COLUMNS, f"bundle-{pk}")


@require_POST
@login_required
def shortlist(request: SignedInRequest, pk: int) -> HttpResponse:
    """Put the offers of a bundle on the shortlist."""
    bundle = services.shortlist_bundle(bundle_id=known_bundle(request, pk).pk, actor=request.user)
    messages.success(request, _("All offers of the bundle are on the shortlist of the request."))
    return redirect("desk:need", pk=bundle.need_id)


@require_POST
@login_required
def propose(request: SignedInRequest, pk: int) -> HttpResponse:
    """Propose the introductions of a bundle together."""
    bundle = known_bundle(request, pk)
    form = ProposeForm(request.POST)
    if form.is_valid() and _proposed(request, bundle, form):
        messages.success(request, _("The introductions have been proposed; both sides are asked."))
        return redirect("bundles:detail", pk=pk)
    bundle.refresh_from_db()
    return render(request, "bundles/detail.html", _context(request, bundle, form))


@require_POST
@login_required
def shelve(request: SignedInRequest, pk: int) -> HttpResponse:
    """Set a bundle aside, with a reason."""
    return _moved(request, pk, "shelve", _("Set aside. The list still shows it."))


@require_POST
@login_required
def reopen(request: SignedInRequest, pk: int) -> HttpResponse:
    """Bring a bundle back that was set aside."""
    return _moved(request, pk, "reopen", _("The bundle can be worked on again."))


def _moved(request: SignedInRequest, pk: int, name: str, said: str) -> HttpResponse:
    reason = request.POST.get("reason", "")
    bundle = known_bundle(request, pk)
    services.move_bundle(bundle_id=bundle.pk, name=name, actor=request.user, reason=reason)
    messages.success(request, said)
    return redirect("bundles:detail", pk=pk)


def _proposed(request: SignedInRequest, bundle: Bundle, form: ProposeForm) -> bool:
    try:
        services.propose_bundle(
            bundle_id=bundle.pk, actor=request.user, message=form.cleaned_data["message"]
        )
    except DomainError as refusal:
        form.add_error(None, str(refusal.message))
    return not form.errors


def _context(
    request: SignedInRequest, bundle: Bundle, form: ProposeForm | None = None
) -> dict[str, Any]:
    bench = selectors.bench_of(bundle)
    parts, gone = selectors.parts_of(bench, bundle)
    moves = {move.name: move for move in BUNDLE_WORKFLOW.available(bundle, actor=request.user)}
    introductions = Introduction.objects.visible_to(request.user).filter(group=bundle.group)
    export_url = reverse("bundles:part_export", args=[bundle.pk, "csv"]).removesuffix("csv/")
    return {
        "bundle": bundle,
        "need": bundle.need,
        "found": selectors.combination(bench, parts),
        "gone": gone,
        "is_open": bench.is_open,
        "moves": [move for name, move in moves.items() if name != "propose"],
        "may_propose": "propose" in moves and parts and not gone,
        "introductions": introductions.select_related("offer__organisation").order_by("pk"),
        "history": list(audit.join_sittings(audit.history(bundle))),
        "formats": [(name.upper(), f"{export_url}{name}/") for name in FORMATS],
        "form": form or ProposeForm(),
    }


def _filterset(request: SignedInRequest) -> BundleFilterSet:
    rows = selectors.bundles_for(request.user)
    return BundleFilterSet(request.GET, queryset=rows, request=request)
