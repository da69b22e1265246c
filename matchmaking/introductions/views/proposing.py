"""Proposing an introduction."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.http import SignedInRequest
from accounts.policies import is_broker
from matchmaking.clearance.selectors import checklist_for
from matchmaking.introductions import policies, selectors, services
from matchmaking.introductions.choices import Side
from matchmaking.introductions.forms import ProposeForm
from matchmaking.introductions.models import Introduction
from matchmaking.introductions.views.access import tried
from matchmaking.needs.models import Need
from matchmaking.offers.models import Offer


@login_required
def propose(request: SignedInRequest, need_pk: int, offer_pk: int) -> HttpResponse:
    """Let a side express its interest, or a broker propose to both."""
    need, offer = pair_to_propose(request, need_pk, offer_pk)
    running = selectors.open_by_pair([(need.pk, offer.pk)]).get((need.pk, offer.pk))
    if running:
        messages.info(request, _("An introduction of these two is under way already."))
        return redirect("introductions:detail", running.pk)
    form = ProposeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made: list[Introduction] = []
        if tried(form, lambda: made.append(_proposed(request, need, offer, form))):
            messages.success(request, _("Proposed. The other side has been told."))
            return redirect("introductions:detail", made[0].pk)
    return render(request, "introductions/propose.html", _context(request, need, offer, form))


def pair_to_propose(request: SignedInRequest, need_pk: int, offer_pk: int) -> tuple[Need, Offer]:
    """Return a pair that the person may bring together: unknown is 404, not theirs is 403."""
    needs = Need.objects.visible_to(request.user).select_related("organisation", "country")
    offers = Offer.objects.visible_to(request.user).select_related("organisation")
    need, offer = needs.filter(pk=need_pk).first(), offers.filter(pk=offer_pk).first()
    if need is None or offer is None:
        raise Http404
    if not policies.may_propose(request.user, need, offer):
        raise PermissionDenied
    return need, offer


def _proposed(
    request: SignedInRequest, need: Need, offer: Offer, form: ProposeForm
) -> Introduction:
    return services.propose_introduction(
        need_id=need.pk,
        offer_id=offer.pk,
        actor=request.user,
        message=form.cleaned_data["message"],
    )


def _context(
    request: SignedInRequest, need: Need, offer: Offer, form: ProposeForm
) -> dict[str, object]:
    sides = policies.decided_sides(request.user, need, offer)
    by_letter = list(Side) if is_broker(request.user) and not sides else sides
    return {
        "form": form,
        "need": need,
        "offer": offer,
        "sides": [
            selectors.shown_record(request.user, Side.RECIPIENT, need.pk, need.country),
            selectors.shown_record(request.user, Side.GIVER, offer.pk, offer.organisation),
        ],
        "is_side": bool(sides),
        "by_letter": [
            (side, (need if side == Side.RECIPIENT else offer).organisation) for side in by_letter
        ],
        "checklist": checklist_for(request.user, need, offer),
    }
