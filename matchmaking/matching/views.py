"""The pages of the matcher: what fits, why, and why something else is not listed."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.models import User
from matchmaking.matching import policies, selectors, services
from matchmaking.matching.forms import DismissForm, OtherSideForm
from matchmaking.needs.models import Need
from matchmaking.offers.models import Offer

MOST_FOUND = 10


class SignedIn(HttpRequest):
    """A request of a person who has signed in."""

    user: User


@login_required
def desk(request: HttpRequest) -> HttpResponse:
    """Show the needs and offers whose matches the person may see, the best match first."""
    context = {
        "needs": selectors.needs_on_the_desk(request.user),
        "offers": selectors.offers_on_the_desk(request.user),
    }
    return render(request, "matching/desk.html", context)


@login_required
def need(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the offers that fit a need, best first, each with its reasons."""
    row = _need(request, pk)
    if not policies.sees_matches_of_need(request.user, row):
        raise PermissionDenied
    context = {
        "need": row,
        "matches": selectors.matches_for_need(request.user, row),
        "set_aside": selectors.set_aside_for_need(request.user, row),
        **_asked_about(request, Offer.objects.visible_to(request.user)),
    }
    return render(request, "matching/need.html", context)


@login_required
def offer(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the needs that an offer fits, best first, each with its reasons."""
    row = _offer(request, pk)
    if not policies.sees_matches_of_offer(request.user, row):
        raise PermissionDenied
    context = {
        "offer": row,
        "matches": selectors.matches_for_offer(request.user, row),
        "set_aside": selectors.set_aside_for_offer(request.user, row),
        **_asked_about(request, Need.objects.visible_to(request.user)),
    }
    return render(request, "matching/offer.html", context)


@login_required
def pair(request: HttpRequest, need_pk: int, offer_pk: int) -> HttpResponse:
    """Show why an offer is listed for a need, or which condition keeps it out."""
    need_row, offer_row = _pair(request, need_pk, offer_pk)
    context = {
        "need": need_row,
        "offer": offer_row,
        "explained": selectors.pair_explained(need_row, offer_row),
    }
    return render(request, "matching/pair.html", context)


@require_POST
@login_required
def dismiss(request: SignedIn, need_pk: int, offer_pk: int) -> HttpResponse:
    """Set a suggestion aside; a missing reason is asked for on a page of its own."""
    need_row, offer_row = _pair(request, need_pk, offer_pk)
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
def restore(request: SignedIn, need_pk: int, offer_pk: int) -> HttpResponse:
    """Bring back a suggestion that was set aside."""
    need_row, offer_row = _pair(request, need_pk, offer_pk)
    services.restore_match(need_id=need_row.pk, offer_id=offer_row.pk, actor=request.user)
    messages.success(request, _("Back in the list."))
    return _back(request, need_row)


def _need(request: HttpRequest, pk: int) -> Need:
    return get_object_or_404(Need.objects.visible_to(request.user).select_related("country"), pk=pk)


def _offer(request: HttpRequest, pk: int) -> Offer:
    offers = Offer.objects.visible_to(request.user).select_related("organisation")
    return get_object_or_404(offers, pk=pk)


def _pair(request: HttpRequest, need_pk: int, offer_pk: int) -> tuple[Need, Offer]:
    need_row, offer_row = _need(request, need_pk), _offer(request, offer_pk)
    if not policies.sees_pair(request.user, need_row, offer_row):
        raise PermissionDenied
    return need_row, offer_row


def _asked_about(request: HttpRequest, others: Any) -> dict[str, Any]:
    """Return the form "why is one not listed?" and the records that its words mean."""
    form = OtherSideForm(request.GET if "other" in request.GET else None)
    found = None
    if form.is_valid():
        words = form.cleaned_data["other"].strip().removeprefix("#")
        by = {"pk": int(words)} if words.isdecimal() else {"title__icontains": words}
        found = others.filter(**by).order_by("title")[:MOST_FOUND]
    return {"other_form": form, "found": found}


def _back(request: HttpRequest, need_row: Need) -> HttpResponse:
    there = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(there, {request.get_host()}):
        return redirect(there)
    return redirect("matching:need", pk=need_row.pk)
