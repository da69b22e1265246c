"""An owner says that an offer still stands."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.http import SignedInRequest
from matchmaking.offers import services
from matchmaking.offers.models import Offer


@require_POST
@login_required
def confirm(request: SignedInRequest, pk: int) -> HttpResponseRedirect:
    """Confirm an offer that is open."""
    get_object_or_404(Offer.objects.visible_to(request.user), pk=pk)
    services.confirm_offer(offer_id=pk, actor=request.user)
    messages.success(request, _("Thank you. The offer stands."))
    return redirect("offers:detail", pk=pk)
