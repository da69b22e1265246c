"""Before and while handing in: what is missing, what the rules say, the deadline, the receipt."""

import datetime
from functools import partial
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.http import SignedInRequest
from matchmaking.applications import policies, selectors, services
from matchmaking.applications.checking import is_late, running_application
from matchmaking.applications.views.access import done, known, version_of
from matchmaking.funds.models import Call
from matchmaking.funds.wording import moment
from matchmaking.projects.models import Proposal


@login_required
def choose(request: SignedInRequest, call_pk: int) -> HttpResponse:
    """Choose which proposal to hand in to a call."""
    call = _call(request, call_pk)
    context = {"call": call, "proposals": selectors.proposals_to_hand_in(request.user)}
    return render(request, "applications/choose.html", context)


@login_required
def submit(request: SignedInRequest, call_pk: int, proposal_pk: int) -> HttpResponse:
    """Show whether a proposal can be handed in and what is missing, and hand it in."""
    call = _call(request, call_pk)
    rows = Proposal.objects.visible_to(request.user).with_parties()
    proposal = get_object_or_404(rows, pk=proposal_pk)
    if not policies.hands_in(request.user, proposal):
        raise PermissionDenied
    if request.method == "POST":
        try:
            application = services.submit_application(
                call_id=call.pk, proposal_id=proposal.pk, actor=request.user
            )
        except services.Refused as refusal:
            messages.error(request, _("%(why)s Nothing is lost.") % {"why": refusal.message})
            return redirect("applications:submit", call_pk, proposal_pk)
        messages.success(request, _("Handed in as number %(n)s.") % {"n": application.number})
        return _shown(request, application.pk)
    return render(request, "applications/submit.html", _context(request, call, proposal))


@require_POST
@login_required
def withdraw(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take an application back, saying why."""
    known(request, pk)
    act = partial(
        services.withdraw_application,
        application_id=pk,
        actor=request.user,
        reason=request.POST.get("reason", ""),
        version=version_of(request),
    )
    done(request, act, _("Withdrawn. The proposal can be handed in elsewhere."))
    return redirect("applications:detail", pk)


@login_required
def receipt(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show the acknowledgement of receipt, to be printed."""
    application = known(request, pk)
    if not policies.stands_for_applicant(request.user, application):
        raise PermissionDenied
    context = {
        "application": application,
        "rounds": [
            (row, _both(application.call, row.submitted_at))
            for row in application.submissions.all()
        ],
    }
    return render(request, "applications/receipt.html", context)


def _shown(request: SignedInRequest, pk: int) -> HttpResponse:
    """Go to the receipt; whoever also works for the fund sees nothing of it from now on."""
    if selectors.application_for_page(request.user, pk) is None:
        return redirect("applications:list")
    return redirect("applications:detail", pk)


def _call(request: SignedInRequest, pk: int) -> Call:
    rows = Call.objects.visible_to(request.user).with_places().prefetch_related("extensions")
    return get_object_or_404(rows, pk=pk)


def _context(request: SignedInRequest, call: Call, proposal: Proposal) -> dict[str, Any]:
    check = selectors.check(call, proposal)
    deadline = call.deadline_for(proposal)
    taken = running_application(proposal)
    return {
        "check": check,
        "call": call,
        "proposal": proposal,
        "deadline": deadline,
        "moments": _both(call, deadline) if deadline else [],
        "is_extended": bool(deadline and call.closes_at and deadline > call.closes_at),
        "is_late": is_late(call, proposal),
        "taken": taken if taken and policies.knows_of(request.user, taken) else None,
    }


def _both(call: Call, when: datetime.datetime) -> list[str]:
    """Return a moment on the clock of the call and on that of this site, once where they agree."""
    zones = (call.zone, timezone.get_default_timezone())
    return list(dict.fromkeys(moment(when, zone) for zone in zones))
