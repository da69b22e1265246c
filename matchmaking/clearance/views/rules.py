"""The rules of the checks: read by the secretariat, written anew, tried on the open pairs."""

from types import SimpleNamespace
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.http import SignedInRequest
from matchmaking.clearance import policies, selectors, services
from matchmaking.clearance.forms import NoteForm, RuleFormSet
from matchmaking.clearance.models import Ruleset
from matchmaking.clearance.shipped import active_rules, active_ruleset
from matchmaking.clearance.wording import in_words
from matchmaking.errors import DomainError

FIELDS = (
    "code",
    "title",
    "question",
    "circumstances",
    "kinds",
    "countries",
    "groups",
    "channels",
    "cleared_by",
    "needs_reference",
    "needs_document",
    "valid_days",
    "may_waive",
    "rests_on",
)


@login_required
def rules(request: SignedInRequest) -> HttpResponse:
    """Show the rules in force, try others on the open pairs, or write the next version."""
    if not policies.sees_rules(request.user):
        raise PermissionDenied
    active = active_rules()
    initial = [{name: getattr(rule, name) for name in FIELDS} for rule in active]
    formset = RuleFormSet(request.POST or None, initial=initial, prefix="rules")
    is_trial = "try" in request.POST
    note = NoteForm(None if is_trial else request.POST or None)
    if request.method == "POST":
        if not policies.sets_rules(request.user):
            raise PermissionDenied
        if formset.is_valid() and not is_trial and note.is_valid():
            return _publish(request, note, formset)
    _explain(formset)
    context = {
        "form": note,
        "formset": formset,
        "active": active_ruleset(),
        "may_set": policies.sets_rules(request.user),
        "is_trial": is_trial and formset.is_valid(),
        "pairs": len(selectors.open_pairs()),
        "versions": Ruleset.objects.order_by("-number").select_related("created_by"),
    }
    return render(request, "clearance/rules.html", context)


@require_POST
@login_required
def activate(request: SignedInRequest, number: int) -> HttpResponse:
    """Make another version of the rules the active one."""
    try:
        services.activate_ruleset(number=number, actor=request.user)
    except DomainError as refusal:
        messages.error(request, str(refusal.message))
    else:
        messages.success(request, _("This version is active now; the open pairs follow it."))
    return redirect("clearance:rules")


def _explain(formset: Any) -> None:
    """Say beside each row what it asks in words, and to how many open pairs it applies."""
    rows = [(form, rule) for form in formset if (rule := _rule(form)) is not None]
    counts = selectors.count_pairs(rule for _form, rule in rows)
    for (form, rule), count in zip(rows, counts, strict=True):
        form.pairs, form.words = count, tuple(in_words(rule))


def _rule(form: Any) -> SimpleNamespace | None:
    """Return the rule that a row stands for now; None for an empty or a faulty one."""
    if not form.is_bound:
        said = form.initial
    elif form.is_valid():
        said = form.cleaned_data
    else:
        return None
    return SimpleNamespace(**said) if said.get("code") else None


def _publish(request: SignedInRequest, note: NoteForm, formset: Any) -> HttpResponse:
    rows = [
        {name: form.cleaned_data[name] for name in FIELDS}
        for form in formset
        if form.cleaned_data.get("code") and not form.cleaned_data.get("DELETE")
    ]
    try:
        services.publish_ruleset(actor=request.user, note=note.cleaned_data["note"], rules=rows)
    except DomainError as refusal:
        messages.error(request, str(refusal.message))
    else:
        messages.success(request, _("The new version is active; the open pairs follow it."))
    return redirect("clearance:rules")
