"""The pages of saved searches."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.http import SignedInRequest
from files.export import FORMATS
from files.rows import RowListing
from matchmaking.errors import DomainError
from matchmaking.following import policies, selectors, services
from matchmaking.following.filters import COLUMNS, SavedSearchFilterSet
from matchmaking.following.forms import SavedSearchForm
from matchmaking.following.listings import LISTINGS, LONGEST_QUERY, Followed, tidy
from matchmaking.following.models import SavedSearch


@login_required
def search_list(request: SignedInRequest) -> HttpResponse:
    """Show one's own searches and those of colleagues."""
    results = RowListing(request, _filterset(request))
    context = {
        "results": results,
        "formats": [
            (name.upper(), results.export_url(reverse("following:export", args=[name])))
            for name in FORMATS
        ],
        "listings": [(f.label, reverse(f.page)) for f in LISTINGS.values()],
    }
    return render(request, "following/list.html", context)


@login_required
def export(request: SignedInRequest, format_name: str) -> HttpResponseBase:
    """Send what the filters find as a file."""
    if format_name not in FORMATS:
        raise Http404
    return FORMATS[format_name](_filterset(request).qs, COLUMNS, "saved-searches")


@login_required
def open_search(request: SignedInRequest, pk: int) -> HttpResponseRedirect:
    """Go to the list with the filters of a search."""
    return redirect(_known(request, pk).address)


@login_required
def create(request: SignedInRequest) -> HttpResponse:
    """Save the filters of a list under a name."""
    followed, query = _asked(request)
    pills = selectors.pills_of(followed, query, request.user)
    suggested = ", ".join(str(pill.value) for pill in pills if pill.value) or str(followed.label)
    saved = SavedSearch(owner=request.user, name=suggested[:120])
    form = SavedSearchForm(request.POST or None, instance=saved, user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            services.save_search(
                actor=request.user, listing=followed.name, query=query, **form.said
            )
        except DomainError as refusal:
            form.add_error(refusal.field, str(refusal.message))
        else:
            messages.success(request, _("The search has been saved."))
            return redirect("following:list")
    context = {"form": form, "listing": followed, "query": query, "pills": pills}
    return render(request, "following/form.html", context)


@login_required
def edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Change the name of a search, who sees it, and its alerts."""
    saved = _own(request, pk)
    form = SavedSearchForm(request.POST or None, instance=saved, user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            services.change_search(search_id=pk, actor=request.user, **form.said)
        except DomainError as refusal:
            form.add_error(refusal.field, str(refusal.message))
        else:
            messages.success(request, _("Your changes have been saved."))
            return redirect("following:list")
    context: dict[str, Any] = {
        "form": form,
        "saved": saved,
        "listing": saved.followed,
        "query": saved.query,
        "pills": selectors.pills_of(saved.followed, saved.query, request.user),
        "link": settings.SITE_URL.rstrip("/") + saved.address,
    }
    return render(request, "following/form.html", context)


@require_POST
@login_required
def delete(request: SignedInRequest, pk: int) -> HttpResponseRedirect:
    """Forget a search."""
    _known(request, pk)
    services.delete_search(search_id=pk, actor=request.user)
    messages.success(request, _("The search has been deleted."))
    return redirect("following:list")


def _known(request: SignedInRequest, pk: int) -> SavedSearch:
    return get_object_or_404(SavedSearch.objects.visible_to(request.user), pk=pk)


def _own(request: SignedInRequest, pk: int) -> SavedSearch:
    saved = _known(request, pk)
    if not policies.owns_search(request.user, saved):
        raise PermissionDenied
    return saved


def _asked(request: SignedInRequest) -> tuple[Followed, str]:
    """Return the list and its filters that are to be saved; the form carries both along."""
    said = request.POST if request.method == "POST" else request.GET
    followed = LISTINGS.get(said.get("listing", ""))
    query = tidy(said.get("query", ""))
    if followed is None or len(query) > LONGEST_QUERY:
        raise Http404
    return followed, query


def _filterset(request: SignedInRequest) -> SavedSearchFilterSet:
    rows = selectors.searches_for_listing(request.user)
    return SavedSearchFilterSet(request.GET, queryset=rows, request=request)
