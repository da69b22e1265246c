"""Taking a posting back, and valuing what is open in other currencies."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.http import SignedInRequest
from matchmaking.errors import DomainError
from matchmaking.ledger import policies, services
from matchmaking.ledger.forms import DayForm, ReverseForm
from matchmaking.ledger.views.access import read_fund, read_posting
from matchmaking.ledger.views.postings import shown


@require_POST
@login_required
def reverse(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take a posting back."""
    posting = read_posting(request.user, pk)
    if not policies.reverses(request.user, posting):
        raise PermissionDenied
    form = ReverseForm(request.POST)
    if not form.is_valid():
        return shown(request, posting, form)
    try:
        done = services.reverse(
            posting_id=pk,
            actor=request.user,
            reason=form.cleaned_data["reason"],
            key=f"reverse:{pk}",
        )
    except DomainError as refusal:
        form.add_error(None, str(refusal.message))
        return shown(request, posting, form)
    messages.success(request, _("The posting is reversed."))
    return redirect("ledger:posting", pk=done.pk)


@require_POST
@login_required
def revalue(request: SignedInRequest, pk: int) -> HttpResponse:
    """Value what is open in other currencies on a day."""
    fund = read_fund(request.user, pk)
    if not policies.keeps_books(request.user, fund):
        raise PermissionDenied
    form = DayForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Write a day that is not to come."))
        return redirect("ledger:trial", pk=pk)
    on = form.cleaned_data["on"]
    # Rates of a day may be corrected: each time is a request of its own.
    key = f"revalue:{on.isoformat()}:{fund.book.version if hasattr(fund, 'book') else 0}"
    try:
        services.revalue(fund_id=pk, on=on, actor=request.user, key=key)
    except DomainError as refusal:
        messages.error(request, str(refusal.message))
    else:
        messages.success(request, _("What is open in other currencies is valued anew."))
    return redirect("ledger:trial", pk=pk)
