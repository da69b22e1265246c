"""The versions of the rules: read by the secretariat, written anew, made active."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.http import SignedInRequest
from matchmaking.coaching import policies, services
from matchmaking.coaching.forms import RuleFormSet, RulesetForm
from matchmaking.coaching.models import Ruleset
from matchmaking.coaching.shipped import active_ruleset
from matchmaking.errors import DomainError


@login_required
def rules(request: SignedInRequest) -> HttpResponse:
    """Show the rules in force and the earlier ones, or write the next version."""
    if not policies.sets_rules(request.user):
        raise PermissionDenied
    active = active_ruleset()
    initial = {name: getattr(active, name) for name in RulesetForm.Meta.fields if name != "note"}
    form = RulesetForm(request.POST or None, initial=initial)
    rows = [
        row | {"weight": f"{row['weight']:g}", "words_share": f"{row['words_share']:g}"}
        for row in active.rules.order_by("position").values(*RULE_FIELDS)
    ]
    formset = RuleFormSet(request.POST or None, initial=rows, prefix="rules")
    if request.method == "POST" and form.is_valid() and formset.is_valid():
        return _publish(request, form, formset)
    context = {
        "form": form,
        "formset": formset,
        "active": active,
        "versions": Ruleset.objects.order_by("-number").select_related("created_by"),
    }
    return render(request, "coaching/rules.html", context)


@require_POST
@login_required
def activate(request: SignedInRequest, number: int) -> HttpResponse:
    """Make another version of the rules the active one."""
    try:
        services.activate_ruleset(number=number, actor=request.user)
    except DomainError as refusal:
        messages.error(request, str(refusal.message))
    else:
        messages.success(request, _("This version is active now; every record is scored anew."))
    return redirect("coaching:rules")


RULE_FIELDS = ("record_kind", "code", "weight", "words_share")


def _publish(request: SignedInRequest, form: RulesetForm, formset: Any) -> HttpResponse:
    said = form.cleaned_data
    rows = [{name: row.cleaned_data[name] for name in RULE_FIELDS} for row in formset]
    try:
        services.publish_ruleset(actor=request.user, note=said["note"], rules=rows, settings=said)
    except DomainError as refusal:
        messages.error(request, str(refusal.message))
    else:
        messages.success(request, _("The new version is active; every record is scored anew."))
    return redirect("coaching:rules")
