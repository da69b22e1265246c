"""The checks of a pair: the page with all of them, and beginning them."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.http import SignedInRequest
from matchmaking import audit
from matchmaking.clearance import policies, selectors, services
from matchmaking.disclosure.selectors import public_twins
from matchmaking.needs.models import Need
from matchmaking.offers.models import Offer


@login_required
def checklist(request: SignedInRequest, need_pk: int, offer_pk: int) -> HttpResponse:
    """Show the checks of a pair: a party those it must clear, the secretariat all."""
    need, offer = known_pair(request, need_pk, offer_pk)
    view = selectors.checklist_for(request.user, need, offer)
    if view is None:
        raise PermissionDenied
    context = {
        "checklist": view,
        "need": need,
        "offer": offer,
        # Names that resemble an entry are decided on in it: for brokers only.
        "history": _history(request, view),
    }
    return render(request, "clearance/checklist.html", context)


@require_POST
@login_required
def begin(request: SignedInRequest, need_pk: int, offer_pk: int) -> HttpResponse:
    """Begin the checks of a pair."""
    need, offer = known_pair(request, need_pk, offer_pk)
    services.open_checks(need_id=need.pk, offer_id=offer.pk, actor=request.user)
    messages.success(request, _("The checks have begun; those who clear them were told."))
    return redirect("clearance:checklist", need.pk, offer.pk)


def _history(request: SignedInRequest, view: selectors.ChecklistView) -> list[audit.Entry]:
    if view.checklist is None or not policies.sees_hits(request.user):
        return []
    return audit.history(view.checklist)


def known_pair(request: SignedInRequest, need_pk: int, offer_pk: int) -> tuple[Need, Offer]:
    """Return a request and an offer that the person may know of, as everyone may read them."""
    needs = public_twins(Need.objects.visible_to(request.user)).select_related("country")
    offers = public_twins(Offer.objects.visible_to(request.user)).select_related("organisation")
    need, offer = needs.filter(pk=need_pk).first(), offers.filter(pk=offer_pk).first()
    if need is None or offer is None:
        raise Http404
    return need, offer
