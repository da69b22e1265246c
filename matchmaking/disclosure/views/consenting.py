"""The consents to publish a record: to look at, to withdraw, to give once more."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.http import SignedInRequest
from matchmaking.disclosure import policies, selectors, services
from matchmaking.disclosure.forms import ConsentForm
from matchmaking.disclosure.views.pages import known
from matchmaking.errors import DomainError
from matchmaking.writing.models import Audience
from matchmaking.writing.records import kind_named


@login_required
def consent(request: SignedInRequest, kind: str, pk: int) -> HttpResponse:
    """Show who agreed to publish a record, when and in which words; let its owner agree anew."""
    record = known(request.user, kind, pk)
    if not policies.sees_consents(request.user, record):
        raise PermissionDenied
    is_hidden = record.audience == Audience.OWN
    form = ConsentForm(request.POST or None, initial={"audience": Audience.MEMBERS})
    if request.method == "POST" and form.is_valid():
        try:
            services.renew_consent(kind=kind, record_id=pk, actor=request.user, **form.cleaned_data)
        except DomainError as refusal:
            messages.error(request, str(refusal.message))
        else:
            messages.success(request, _("The record is shown again."))
        return redirect("disclosure:consent", kind=kind, pk=pk)
    may_answer = policies.answers_asks(request.user, record)
    context = {
        "record": record,
        "kind": kind,
        "record_url": kind_named(kind).url("detail", record),
        "consents": selectors.consents_of(record),
        "may_withdraw": may_answer and not is_hidden and selectors.standing_consent(record),
        "may_renew": may_answer and is_hidden,
        "form": form,
        "wording": selectors.consent_wording(record),
    }
    return render(request, "disclosure/consent.html", context)


@require_POST
@login_required
def withdraw(request: SignedInRequest, kind: str, pk: int) -> HttpResponse:
    """Withdraw the consent: the record is hidden from other organisations."""
    known(request.user, kind, pk)
    try:
        services.withdraw_consent(kind=kind, record_id=pk, actor=request.user)
    except DomainError as refusal:
        messages.error(request, str(refusal.message))
    else:
        messages.success(request, _("The record is hidden from other organisations."))
    return redirect("disclosure:consent", kind=kind, pk=pk)
