"""What counts how much in the queue: the version in force, the earlier ones, a new one."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.http import SignedInRequest
from matchmaking.desk import policies, selectors, services
from matchmaking.desk.forms import OrderForm
from matchmaking.desk.views.access import readers_only
from matchmaking.errors import DomainError


@login_required
def order(request: SignedInRequest) -> HttpResponse:
    """Show the weights of the queue and their history; take a new version from a broker."""
    readers_only(request)
    if request.method == "POST" and not policies.works_at_desk(request.user):
        raise PermissionDenied
    active = services.active_order()
    form = OrderForm(request.POST or None, initial=active.weights)
    if request.method == "POST" and form.is_valid():
        try:
            row = services.order_queue(
                actor=request.user, weights=form.weights, note=form.cleaned_data["note"]
            )
        except DomainError as refusal:
            form.add_error(None, str(refusal.message))
        else:
            messages.success(
                request, _("%(version)s is in force; the queue is weighed anew.") % {"version": row}
            )
            return redirect("desk:queue")
    context = {
        "active": active,
        "form": form,
        "may_work": policies.works_at_desk(request.user),
        "history": selectors.order_history(),
    }
    return render(request, "desk/order.html", context)
