"""What applications show on the pages of proposals and calls."""

from django.http import HttpRequest
from django.template.loader import render_to_string

from matchmaking.applications import policies, selectors
from matchmaking.applications.models import Application
from matchmaking.funds.choices import CallStatus
from matchmaking.funds.models import Call
from matchmaking.projects.models import Proposal


def of_proposal(request: HttpRequest, proposal: Proposal) -> str:
    """Show to which calls a proposal was handed in, and what became of it."""
    rows = selectors.applications_for_listing(request.user).filter(proposal=proposal)
    found = list(rows.order_by("-submitted_at", "-pk"))
    return _drawn(request, "_of_proposal", applications=found) if found else ""


def of_call(request: HttpRequest, call: Call) -> str:
    """Offer to hand in to a call, and say how many came in to those who may know of them."""
    if not request.user.is_authenticated:
        return ""
    is_open = call.status == CallStatus.OPEN and not policies.works_for_call(request.user, call)
    count = Application.objects.visible_to(request.user).filter(call=call).count()
    may_hand_in = is_open and policies.may_apply(request.user)
    return _drawn(request, "_call_action", call=call, count=count, may_hand_in=may_hand_in)


def of_fit(request: HttpRequest, about: tuple[Call, Proposal]) -> str:
    """Offer to hand a proposal in, beside a call it is compared with."""
    call, proposal = about
    if not policies.hands_in(request.user, proposal):
        return ""
    return _drawn(request, "_fit", call=call, proposal=proposal)


def _drawn(request: HttpRequest, name: str, **context: object) -> str:
    return render_to_string(f"applications/{name}.html", context, request)
