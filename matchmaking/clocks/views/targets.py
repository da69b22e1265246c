"""Target times and the term of confirmation, for the secretariat."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.http import SignedInRequest
from matchmaking.clocks import policies, selectors, services
from matchmaking.clocks.forms import TargetForm, TermForm
from matchmaking.clocks.selectors import StageInForce
from matchmaking.errors import DomainError
from matchmaking.writing.models import ConfirmationTerm
from matchmaking.writing.selectors import term_in_force
from matchmaking.writing.services import set_term


@login_required
def targets(request: SignedInRequest) -> HttpResponse:
    """Show how long each stage may take, and what was in force before."""
    if not policies.sees_targets(request.user):
        raise PermissionDenied
    context = {
        "stages": selectors.stages_in_force(),
        "history": selectors.target_history(),
        "term": term_in_force(),
        "terms": ConfirmationTerm.objects.select_related("set_by").order_by("-pk"),
        "may_set": policies.sets_targets(request.user),
        "zone": timezone.get_current_timezone_name(),
    }
    return render(request, "clocks/targets.html", context)


@login_required
def set_target(request: SignedInRequest, stage: str) -> HttpResponse:
    """Set how long a stage may take from a day on."""
    found = _stage(request, stage)
    form = TargetForm(request.POST or None, stage=found)
    if request.method == "POST" and form.is_valid():
        try:
            services.set_target(actor=request.user, stage=stage, **form.cleaned_data)
        except DomainError as refusal:
            form.add_error(refusal.field or None, str(refusal.message))
        else:
            messages.success(request, _("Saved. It holds for what begins from that day on."))
            return redirect("clocks:targets")
    return render(request, "clocks/target_form.html", {"form": form, "stage": found})


@login_required
def set_confirmation(request: SignedInRequest) -> HttpResponse:
    """Set after how many days requests and offers must be confirmed."""
    if not policies.sets_targets(request.user):
        raise PermissionDenied
    form = TermForm(request.POST or None, term=term_in_force())
    if request.method == "POST" and form.is_valid():
        try:
            set_term(actor=request.user, **form.cleaned_data)
        except DomainError as refusal:
            form.add_error(refusal.field or None, str(refusal.message))
        else:
            messages.success(request, _("Saved. It holds for every request and offer from now on."))
            return redirect("clocks:targets")
    return render(request, "clocks/term_form.html", {"form": form})


def _stage(request: SignedInRequest, code: str) -> StageInForce:
    if not policies.sets_targets(request.user):
        raise PermissionDenied
    found = [one for one in selectors.stages_in_force() if one.stage == code]
    if not found:
        raise Http404
    return found[0]
