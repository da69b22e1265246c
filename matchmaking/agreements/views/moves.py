"""Signing, here and by letter; answering amendments; saying what was delivered; ending."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.http import SignedInRequest
from matchmaking.agreements import policies, selectors, services
from matchmaking.agreements.choices import EDITABLE, AgreementStatus
from matchmaking.agreements.forms import DeliveryForm, EndForm, LetterForm
from matchmaking.agreements.limits import FaultyLines
from matchmaking.agreements.models import Agreement, Delivery
from matchmaking.agreements.notices import name_of
from matchmaking.agreements.services import Statement
from matchmaking.agreements.views.access import done, known, version_of
from matchmaking.errors import DomainError
from matchmaking.introductions.choices import Side
from matchmaking.introductions.services import Paper


@require_POST
@login_required
def sign(request: SignedInRequest, pk: int) -> HttpResponse:
    """Sign for a side; where others were faster, say what is left and how to go on."""
    known(request, pk)
    try:
        agreement = services.sign_agreement(
            agreement_id=pk, actor=request.user, version=version_of(request)
        )
    except DomainError as refusal:
        messages.error(request, str(refusal.message))
    else:
        messages.success(request, _signed_words(agreement))
    return redirect("agreements:detail", pk)


@login_required
def letter(request: SignedInRequest, pk: int) -> HttpResponse:
    """Record the letter that a side signed: it is its signature."""
    agreement = known(request, pk)
    sides = _sides_to_record(request, agreement)
    form = LetterForm(request.POST or None, request.FILES or None, sides=sides)
    if request.method == "POST" and form.is_valid():
        try:
            signed = _record_letter(request, agreement, form.cleaned_data)
        except DomainError as refusal:
            field = refusal.field if refusal.field in form.fields else None
            form.add_error(field, str(refusal.message))
        else:
            messages.success(request, _signed_words(signed))
            return redirect("agreements:detail", pk)
    context = {"form": form, "agreement": agreement, "title": _("Record a signed letter")}
    return render(request, "agreements/letter.html", context)


@require_POST
@login_required
def answer(request: SignedInRequest, pk: int, number: int, name: str) -> HttpResponse:
    """Sign, decline or take back an amendment."""
    amendment = get_object_or_404(known(request, pk).amendments, number=number)
    about: dict[str, Any] = {"amendment_id": amendment.pk, "actor": request.user}
    if name == "sign":
        act = partial(services.sign_amendment, version=version_of(request), **about)
        done(request, act, _("Signed. The amendment is in force."))
    elif name == "decline":
        reason = request.POST.get("reason", "")
        act = partial(services.decline_amendment, reason=reason, **about)
        done(request, act, _("Declined. What was signed before stays in force."))
    elif name == "withdraw":
        done(request, partial(services.withdraw_amendment, **about), _("Taken back."))
    else:
        raise Http404
    return redirect("agreements:detail", pk)


@login_required
def deliveries(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say for a side, line by line, what has been delivered so far."""
    agreement = known(request, pk)
    if not policies.signs(request.user, agreement):
        raise PermissionDenied
    if agreement.status != AgreementStatus.SIGNED:
        return redirect("agreements:detail", pk)
    rows = [
        DeliveryForm(request.POST or None, request.FILES or None, line=view.line, words=view.said)
        for view in selectors.line_views(agreement)
    ]
    if request.method == "POST" and not any(row.errors for row in rows):
        said = [(row, made) for row in rows if (made := row.as_statement())]
        if _state(request, agreement, said):
            return redirect("agreements:detail", pk)
    context = {"rows": rows, "agreement": agreement, "title": _("What has been delivered")}
    return render(request, "agreements/deliveries.html", context)


@require_POST
@login_required
def agree(request: SignedInRequest, pk: int) -> HttpResponse:
    """Confirm what the other side says has been delivered, line by line the same."""
    agreement = known(request, pk)
    if not policies.signs(request.user, agreement):
        raise PermissionDenied
    own = policies.signs_for(request.user, agreement)
    others = [side for side in Side if side not in own]
    views = selectors.line_views(agreement)
    heard = [view.said[side] for view in views for side in others if side in view.said]
    act = partial(
        services.state_delivery,
        agreement_id=pk,
        actor=request.user,
        statements=[_same(delivery) for delivery in heard],
    )
    done(request, act, _("Confirmed: both sides say the same."))
    return redirect("agreements:detail", pk)


@login_required
def end(request: SignedInRequest, pk: int) -> HttpResponse:
    """End an agreement, with a reason."""
    agreement = known(request, pk)
    if not policies.may_end(request.user, agreement):
        raise PermissionDenied
    form = EndForm(request.POST or None, initial={"version": agreement.version})
    if form.is_valid():
        said = form.cleaned_data
        act = partial(
            services.end_agreement,
            agreement_id=pk,
            actor=request.user,
            reason_code=said["reason"].pk,
            words=said["words"],
            version=said["version"],
        )
        try:
            act()
        except DomainError as refusal:
            form.add_error(
                refusal.field if refusal.field in form.fields else None, str(refusal.message)
            )
        else:
            messages.success(request, _("Ended. What was not delivered is open and left again."))
            return redirect("agreements:detail", pk)
    context = {"form": form, "agreement": agreement, "title": _("End the agreement")}
    return render(request, "agreements/end.html", context)


def _signed_words(agreement: Agreement) -> str:
    if agreement.status == AgreementStatus.SIGNED:
        return _("Signed by both sides. What is agreed is committed.")
    return _("Signed. The other side has been asked to sign as well.")


def _sides_to_record(request: SignedInRequest, agreement: Agreement) -> list[tuple[str, str]]:
    """Return the sides whose letter the person may record now, or refuse."""
    sides = [s for s in Side if policies.records_letters(request.user, agreement, s)]
    if not sides or agreement.status not in EDITABLE:
        raise PermissionDenied
    signed = {row.side for row in policies.standing_signatures(agreement)}
    return [(side.value, name_of(agreement, side)) for side in sides if side not in signed]


def _record_letter(
    request: SignedInRequest, agreement: Agreement, said: dict[str, Any]
) -> Agreement:
    paper = Paper(
        file=said["file"],
        reference=said["reference"],
        signed_on=said["signed_on"],
        side=said["side"],
    )
    return services.sign_agreement(
        agreement_id=agreement.pk,
        actor=request.user,
        version=agreement.version,
        paper=paper,
        name=said["name"],
    )


def _state(
    request: SignedInRequest, agreement: Agreement, said: list[tuple[DeliveryForm, Statement]]
) -> bool:
    """Write down what was said, or put what is wrong beside it."""
    try:
        services.state_delivery(
            agreement_id=agreement.pk,
            actor=request.user,
            statements=[statement for _row, statement in said],
        )
    except FaultyLines as refusal:
        for position, faults in refusal.errors.items():
            for field, message in faults.items():
                said[position][0].add_error(field, str(message))
        return False
    except DomainError as refusal:
        messages.error(request, str(refusal.message))
        return False
    messages.success(request, _("Thank you. The other side has been asked to confirm."))
    return True


def _same(delivery: Delivery) -> Statement:
    return Statement(
        line_id=delivery.line_id,
        on=delivery.on,
        quantity=delivery.quantity,
        amount_minor=delivery.amount_minor,
    )
