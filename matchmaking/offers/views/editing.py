"""Writing an offer: begin it, edit it, save it in passing, check it before submitting."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from matchmaking.errors import DomainError
from matchmaking.offers import policies, selectors, services
from matchmaking.offers.choices import OfferStatus
from matchmaking.offers.forms import PREFIX, OfferEditor, StartForm
from matchmaking.offers.models import Offer
from matchmaking.offers.views.detail import (
    SignedInRequest,
    answers_of,
    known_offer,
    posted_version,
)
from matchmaking.vocabulary.fields import with_one_more_row


@login_required
def create(request: SignedInRequest) -> HttpResponse:
    """Begin an offer; from here on it is saved while it is being written."""
    organisations = policies.organisations_offered_for(request.user)
    if not organisations:
        raise PermissionDenied
    form = StartForm(request.POST or None, organisations=organisations)
    if not form.is_valid():
        return render(request, "offers/start.html", {"form": form})
    fields = form.cleaned_data.copy()
    offer = services.draft_offer(
        actor=request.user, organisation=fields.pop("organisation"), fields=fields
    )
    return redirect("offers:edit", pk=offer.pk)


@login_required
def edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show the form of an offer, or save what was typed into it."""
    offer = _offer_to_edit(request, pk)
    if not offer.is_editable:
        messages.error(request, _("This offer cannot be changed in its present state."))
        return redirect("offers:detail", pk=pk)
    if request.method != "POST":
        return _form_page(request, offer, OfferEditor(offer), version=offer.version)
    if "add_line" in request.POST:
        editor = OfferEditor(offer, with_one_more_row(request.POST, PREFIX))
        return _form_page(request, offer, editor, version=posted_version(request) or offer.version)
    return _save(request, offer, OfferEditor(offer, request.POST))


@require_POST
@login_required
def autosave(request: SignedInRequest, pk: int) -> JsonResponse:
    """Keep what can stand of a draft; answer the new version, or 409 and why it was not kept."""
    offer = _offer_to_edit(request, pk)
    editor = OfferEditor(offer, request.POST)
    is_whole = editor.is_valid()
    try:
        saved = services.autosave_offer(
            offer_id=pk,
            version=posted_version(request) or 0,
            actor=request.user,
            fields=editor.fields,
            lines=editor.line_data,
        )
    except DomainError as refusal:
        return JsonResponse({"message": str(refusal.message)}, status=409)
    answer = {"version": saved.version, "fields": editor.saved_numbers(saved)}
    if is_whole:
        return JsonResponse(answer)
    partly = _("Draft saved, except the answers that cannot stand as they are.")
    return JsonResponse({**answer, "message": partly})


@login_required
def check(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show all answers once more, and what is missing, before they are submitted."""
    offer = _offer_to_edit(request, pk)
    if offer.status != OfferStatus.DRAFT:
        return redirect("offers:detail", pk=pk)
    context = {**answers_of(offer), "missing": services.missing_parts(offer)}
    return render(request, "offers/check.html", context)


def _offer_to_edit(request: SignedInRequest, pk: int) -> Offer:
    offer = known_offer(request.user, pk)
    if not policies.owns_offer(request.user, offer):
        raise PermissionDenied
    return offer


def _save(request: SignedInRequest, offer: Offer, editor: OfferEditor) -> HttpResponse:
    version = posted_version(request) or 0
    if not editor.is_valid():
        return _form_page(request, offer, editor, version=version)
    try:
        services.edit_offer(
            offer_id=offer.pk,
            version=version,
            actor=request.user,
            fields=editor.fields,
            lines=editor.line_data,
        )
    except services.StaleOffer as refusal:
        # Saving again means: I have seen theirs, take mine.
        return _form_page(request, offer, editor, version=refusal.offer.version, stale=refusal)
    except DomainError as refusal:
        editor.add_refusal(refusal)
        return _form_page(request, offer, editor, version=version)
    messages.success(request, _("Saved."))
    return redirect("offers:check" if "check" in request.POST else "offers:detail", pk=offer.pk)


def _form_page(
    request: SignedInRequest,
    offer: Offer,
    editor: OfferEditor,
    *,
    version: int,
    stale: services.StaleOffer | None = None,
) -> HttpResponse:
    context: dict[str, Any] = {"offer": offer, "editor": editor, "version": version}
    if stale:
        context |= {
            "stale": stale.message,
            "theirs": selectors.offer_history(request.user, offer)[:3],
        }
    return render(request, "offers/form.html", context)
