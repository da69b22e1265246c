"""The first page of a fund's desk, and how long its stages may take."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from accounts.audit import history
from accounts.http import SignedInRequest
from matchmaking.administration import policies, selectors, services
from matchmaking.administration.choices import TIMED, Stage
from matchmaking.administration.forms import TermForm


@login_required
def desk(request: SignedInRequest) -> HttpResponse:
    """Show one fund at a glance; the first of one's own unless another is asked for."""
    if not policies.sees_desk(request.user):
        raise PermissionDenied
    funds = list(selectors.funds_at_desk(request.user))
    wanted = request.GET.get("fund", "")
    fund = next((one for one in funds if str(one.pk) == wanted), None)
    if fund is None and (wanted or not funds):
        raise Http404
    found = selectors.desk_of(request.user, fund or funds[0])
    context = {
        "desk": found,
        "funds": funds,
        "pots": [(balance, selectors.earmark_in_words(balance)) for balance in found.pots],
        "may_set_terms": policies.sets_terms(request.user, found.fund),
    }
    return render(request, "administration/desk.html", context)


@login_required
def terms(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show how long the stages of a fund may take; its administrators change it, with a reason."""
    fund = get_object_or_404(selectors.funds_at_desk(request.user), pk=pk)
    may_set = policies.sets_terms(request.user, fund)
    form = TermForm(request.POST or None)
    if request.method == "POST":
        if not may_set:
            raise PermissionDenied
        if form.is_valid():
            services.set_term(fund_id=fund.pk, actor=request.user, **form.cleaned_data)
            messages.success(request, _("From now on the stage is held against the new term."))
            return redirect("administration:terms", fund.pk)
    days = selectors.terms_of([fund.pk])
    told = [entry for entry in history(fund) if set(entry.changes) & {str(s) for s in TIMED}]
    context = {
        "fund": fund,
        "form": form,
        "may_set": may_set,
        "rows": [(Stage(stage).label, days[fund.pk, str(stage)]) for stage in TIMED],
        "history": told,
    }
    return render(request, "administration/terms.html", context)
