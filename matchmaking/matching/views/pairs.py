"""One pair: why it is listed or not, and what someone made of it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.http import SignedInRequest
from matchmaking.matching import selectors, services
from matchmaking.matching.forms import DismissForm
from matchmaking.matching.views.access import known_pair
from matchmaking.needs.models import Need


@login_required
def pair(request: SignedInRequest, need_pk: int, offer_pk: int) -> HttpResponse:
    """Show why an offer is listed for a need, or which condition keeps it out."""
    need_row, offer_row = known_pair(request, need_pk, offer_pk)
    services.look_at_match(need_id=need_row.pk, offer_id=offer_row.pk, actor=request.user)
    context = {
        "need": need_row,
        "offer": offer_row,
        "explained": selectors.pair_explained(need_row, offer_row),
    }
    return render(request, "matching/pair.html", context)


@require_POST
@login_required
def dismiss(request: SignedInRequest, need_pk: int, offer_pk: int) -> HttpResponse:
    """Set a suggestion aside; a missing reason is asked for on a page of its own."""
    need_row, offer_row = known_pair(request, need_pk, offer_pk)
    form = DismissForm(request.POST)
    if not form.is_valid():
        context = {"need": need_row, "offer": offer_row, "form": form}
        return render(request, "matching/dismiss.html", context)
    services.dismiss_match(
        need_id=need_row.pk,
        offer_id=offer_row.pk,
        actor=request.user,
        reason=form.cleaned_data["reason"],
    )
    messages.success(request, _("Set aside. You find it at the end of the list."))
    return _back(request, need_row)


@require_POST
@login_required
def restore(request: SignedInRequest, need_pk: int, offer_pk: int) -> HttpResponse:
    """Bring back a suggestion that was set aside."""
    need_row, offer_row = known_pair(request, need_pk, offer_pk)
    services.restore_match(need_id=need_row.pk, offer_id=offer_row.pk, actor=request.user)
    messages.success(request, _("Back in the list."))
    return _back(request, need_row)


def _back(request: HttpRequest, need_row: Need) -> HttpResponse:
    there = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(there, {request.get_host()}):
        return redirect(there)
    return redirect("matching:need", pk=need_row.pk)
