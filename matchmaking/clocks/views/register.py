"""The public register of matches, and the consents it rests on."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.http import SignedInRequest
from files.export import FORMATS
from files.rows import RowListing
from matchmaking.clocks import policies, selectors, services
from matchmaking.clocks.filters import MATCH_COLUMNS, MatchFilterSet
from matchmaking.errors import DomainError
from matchmaking.introductions.models import Introduction


def register(request: HttpRequest) -> HttpResponse:
    """Show the matches that both sides agreed to name, and how many there are in all."""
    filterset = _filterset(request)
    results, totals = RowListing(request, filterset), selectors.totals()
    context = {
        "filterset": filterset,
        "results": results,
        "rows": selectors.with_names(results.queryset),
        "totals": totals,
        "tables": [
            (_("By region of the State that asks"), totals.by_region),
            (_("By theme of the request"), totals.by_theme),
            (_("By year of the agreement"), totals.by_year),
        ],
        "formats": [
            (name.upper(), results.export_url(reverse("clocks:register_export", args=[name])))
            for name in FORMATS
        ],
    }
    return render(request, "clocks/register.html", context)


def export(request: HttpRequest, format_name: str) -> HttpResponseBase:
    """Send the matches that are named as a file."""
    if format_name not in FORMATS:
        raise Http404
    rows = selectors.with_names(_filterset(request).qs)
    return FORMATS[format_name](rows.iterator(chunk_size=500), MATCH_COLUMNS, "matches")


@require_POST
@login_required
def consent(request: SignedInRequest, pk: int) -> HttpResponse:
    """Agree for one's side that a match is named."""
    introduction, side = _match(request, pk)
    try:
        services.consent_to_be_named(introduction_id=pk, side=side, actor=request.user)
    except DomainError as refusal:
        messages.error(request, str(refusal.message))
    else:
        messages.success(request, _("Thank you. It is named once the other side agrees as well."))
    return redirect("introductions:detail", pk=introduction.pk)


@require_POST
@login_required
def withdraw(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take the consent of one's side back."""
    introduction, side = _match(request, pk)
    try:
        services.withdraw_match_consent(introduction_id=pk, side=side, actor=request.user)
    except DomainError as refusal:
        messages.error(request, str(refusal.message))
    else:
        messages.success(request, _("Taken back. The match is no longer named."))
    return redirect("introductions:detail", pk=introduction.pk)


def _match(request: SignedInRequest, pk: int) -> tuple[Introduction, str]:
    """Return a match and the side a person speaks for; who answers for both says which."""
    rows = Introduction.objects.visible_to(request.user).select_related("need", "offer")
    introduction = get_object_or_404(rows, pk=pk)
    own = policies.consenting_sides(request.user, introduction)
    said = request.POST.get("side", "")
    if not own:
        raise PermissionDenied
    return introduction, said if said in own else own[0]


def _filterset(request: HttpRequest) -> MatchFilterSet:
    return MatchFilterSet(request.GET, queryset=selectors.named_matches(), request=request)
