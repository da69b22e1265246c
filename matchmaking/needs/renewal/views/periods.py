"""The periods, for the secretariat."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.http import SignedInRequest
from accounts.policies import is_broker
from matchmaking.needs.renewal import services
from matchmaking.needs.renewal.forms import PeriodForm


@login_required
def renewal_period(request: SignedInRequest) -> HttpResponse:
    """Set how long States have to confirm, and when they are reminded."""
    if not is_broker(request.user):
        raise PermissionDenied
    form = PeriodForm(request.POST or None, instance=services.period())
    if request.method == "POST" and form.is_valid():
        services.set_period(actor=request.user, **form.cleaned_data)
        messages.success(request, _("Saved. It holds for the comparisons to come."))
        return redirect("needs:comparisons")
    return render(request, "needs/renewal/period.html", {"form": form})
