"""Payments: prepared, approved by somebody else, sent back, paid."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts import audit
from accounts.http import SignedInRequest
from matchmaking.errors import DomainError
from matchmaking.payments import facts, services
from matchmaking.payments.choices import UNDER_WAY, PaymentStatus
from matchmaking.payments.forms import PaymentForm
from matchmaking.payments.models import Payment
from matchmaking.payments.services.paying import needs_four_eyes
from matchmaking.payments.views.access import (
    administered,
    filled,
    known_payment,
    known_tranche,
    reads_project,
    version_of,
)
from matchmaking.payments.workflow import PAYMENT_WORKFLOW


@reads_project
def prepare(request: SignedInRequest, tranche_pk: int) -> HttpResponse:
    """Prepare the payment of a tranche that is due."""
    tranche = known_tranche(request, tranche_pk)
    tranche.project = administered(request, tranche.project_id)
    form = PaymentForm(request.POST or None, request.FILES or None)
    made = filled(
        request,
        form,
        lambda: services.prepare_payment(
            tranche_id=tranche_pk, actor=request.user, **form.cleaned_data
        ),
        _("Prepared."),
    )
    if made:
        return redirect("payments:payment", made.pk)
    context = {
        "form": form,
        "tranche": tranche,
        "project": tranche.project,
        "whys": facts.why_not(tranche),
        "needs_approval": needs_four_eyes(tranche.project, tranche.amount_minor),
        "title": _("Prepare a payment"),
    }
    return render(request, "payments/prepare.html", context)


@reads_project
def payment(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show a payment, who prepared and approved it, and what the reader may do with it."""
    found = known_payment(request, pk)
    moves = PAYMENT_WORKFLOW.available(found, actor=request.user)
    is_open = found.status in UNDER_WAY
    context = {
        "payment": found,
        "project": found.project,
        "facts": _facts(found),
        "moves": [move for move in moves if _makes_sense(found, move.name)],
        "is_own": found.prepared_by_id == request.user.pk
        and found.needs_approval
        and found.status == PaymentStatus.PREPARED,
        "whys": facts.why_not(found.tranche) if is_open else [],
        "history": audit.history(found),
    }
    return render(request, "payments/payment.html", context)


@require_POST
@reads_project
def approve_payment(request: SignedInRequest, pk: int) -> HttpResponse:
    """Approve what somebody else prepared."""
    act = partial(services.approve_payment, version=version_of(request))
    return _act(request, pk, act, _("Approved. It may be paid now."))


@require_POST
@reads_project
def return_payment(request: SignedInRequest, pk: int) -> HttpResponse:
    """Send a payment back, with a reason."""
    reason = request.POST.get("reason", "")
    act = partial(services.return_payment, reason=reason, version=version_of(request))
    return _act(request, pk, act, _("Sent back."))


@require_POST
@reads_project
def pay(request: SignedInRequest, pk: int) -> HttpResponse:
    """Write down that the bank paid; a second click says the same once more."""
    return _act(request, pk, services.pay_payment, _("Paid, and in the books."))


def _act(request: SignedInRequest, pk: int, act: Any, success: str) -> HttpResponse:
    """Act on a payment and say how it went; one that was stopped meanwhile says why."""
    known_payment(request, pk)
    try:
        found = act(payment_id=pk, actor=request.user)
    except DomainError as refusal:
        messages.error(request, str(refusal.message))
    else:
        _say(request, found, success)
    return redirect("payments:payment", pk)


def _say(request: SignedInRequest, found: Payment, success: str) -> None:
    if found.status == PaymentStatus.STOPPED:
        words = {"reason": found.reason}
        messages.error(request, _("This payment was stopped. %(reason)s") % words)
    else:
        messages.success(request, success)


def _makes_sense(found: Payment, move: str) -> bool:
    """Say whether to offer a move: no approval where none is asked, no payment before it."""
    if move == "approve_payment":
        return found.needs_approval
    waits = found.needs_approval and found.status == PaymentStatus.PREPARED
    return not (move == "pay" and waits)


def _facts(found: Payment) -> list[tuple[Any, Any]]:
    return [
        (_("Amount"), found.amount),
        (_("Paid to"), found.project.carrier),
        (_("Tranche"), found.tranche.number),
        (_("Prepared by"), found.prepared_by),
        (_("Prepared"), found.prepared_at),
        (_("Second person"), _second(found)),
        (_("Paid by"), found.paid_by),
        (_("Paid"), found.paid_at),
    ]


def _second(found: Payment) -> Any:
    if found.approved_by:
        return found.approved_by
    return _("still to approve") if found.needs_approval else _("not asked for: below the limit")
