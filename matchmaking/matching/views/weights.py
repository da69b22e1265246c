"""The weights of the features: their versions, a new one, two compared, another made active."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.http import SignedInRequest
from matchmaking.errors import DomainError
from matchmaking.matching import index, policies, selectors, services
from matchmaking.matching.forms import CompareForm, WeightsForm
from matchmaking.matching.models import WeightSet


@login_required
def weights(request: SignedInRequest) -> HttpResponse:
    """Show the weights in force, all versions, and who changed what."""
    _readers_only(request)
    found = selectors.versions()
    context = {
        "versions": found,
        "active": next(version for version in found if version.row.is_active),
        "history": selectors.weights_history(),
        "compare_form": CompareForm(initial=_two_versions(found)),
        "may_change": policies.changes_weights(request.user),
    }
    return render(request, "matching/weights.html", context)


@login_required
def write_weights(request: SignedInRequest) -> HttpResponse:
    """Take a new version; the form begins with the weights of the version it is made from."""
    if not policies.changes_weights(request.user):
        raise PermissionDenied
    start = _begun_with(request)
    form = WeightsForm(request.POST or None, initial=start.weights)
    if request.method == "POST" and form.is_valid():
        try:
            row = services.write_weights(
                actor=request.user, weights=form.weights, note=form.cleaned_data["note"]
            )
        except DomainError as refusal:
            form.add_error(None, str(refusal.message))
        else:
            messages.success(request, _("%(version)s is written.") % {"version": row})
            return redirect("matching:weights")
    return render(request, "matching/weights_form.html", {"form": form, "start": start})


@login_required
def compare_weights(request: SignedInRequest) -> HttpResponse:
    """Show two versions side by side, measured on the judged examples."""
    _readers_only(request)
    form = CompareForm(request.GET)
    context: dict[str, Any] = {"compare_form": form}
    if form.is_valid():
        said = form.cleaned_data
        context["comparison"] = selectors.compare_weights(said["one"], said["other"])
        context["may_change"] = policies.changes_weights(request.user)
    return render(request, "matching/weights_compare.html", context)


@require_POST
@login_required
def activate_weights(request: SignedInRequest, pk: int) -> HttpResponse:
    """Rank with another version from now on."""
    if not policies.changes_weights(request.user):
        raise PermissionDenied
    row = get_object_or_404(WeightSet, pk=pk)
    reason = request.POST.get("reason", "")
    services.activate_weights(weight_set_id=row.pk, actor=request.user, reason=reason)
    messages.success(
        request, _("%(version)s is active. All matches are computed anew.") % {"version": row}
    )
    return redirect("matching:weights")


def _readers_only(request: SignedInRequest) -> None:
    if not policies.sees_weights(request.user):
        raise PermissionDenied


def _begun_with(request: SignedInRequest) -> WeightSet:
    """Return the version a new one is made from: the one named, or that in force."""
    rows = WeightSet.objects.all()
    wanted = request.GET.get("from", "")
    chosen = rows.filter(pk=int(wanted)) if wanted.isdecimal() and len(wanted) < 10 else rows.none()
    return chosen.first() or index.active_weights()


def _two_versions(found: list[selectors.Version]) -> dict[str, WeightSet]:
    """Propose the version in force beside the newest other one."""
    active = next(version.row for version in found if version.row.is_active)
    others = [version.row for version in found if not version.row.is_active]
    return {"one": active, "other": others[0] if others else active}
