"""How track records are computed: the strength of the mean, and one's own track record."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.http import SignedInRequest
from matchmaking.errors import DomainError
from matchmaking.lessons import policies, selectors, services
from matchmaking.lessons.forms import StrengthForm


@login_required
def track_records(request: SignedInRequest) -> HttpResponse:
    """Show how track records come about and those of one's own organisations; no league table.

    A broker changes how strongly the mean counts.
    """
    may_set = policies.sets_strength(request.user)
    if request.method == "POST" and not may_set:
        raise PermissionDenied
    now = {"projects": selectors.strength_in_force()}
    form = StrengthForm(request.POST or None, initial=now) if may_set else None
    if form and form.is_valid() and _is_set(request, form):
        messages.success(request, _("Saved. Track records and matches are computed anew."))
        return redirect("lessons:track_records")
    context = {
        "form": form,
        "summary": selectors.track_summary(),
        "own": selectors.own_track_records(request.user),
        "strengths": selectors.strengths() if policies.sees_strength(request.user) else [],
    }
    return render(request, "lessons/track_records.html", context)


def _is_set(request: SignedInRequest, form: StrengthForm) -> bool:
    try:
        services.set_strength(actor=request.user, **form.cleaned_data)
    except DomainError as refusal:
        form.add_error("note", str(refusal.message))
        return False
    return True
