"""What came of the requests of a round table, and the work that follows from it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.http import SignedInRequest
from files.export import FORMATS
from files.rows import RowListing
from matchmaking.errors import DomainError
from matchmaking.roundtables import policies, selectors, services
from matchmaking.roundtables.choices import RoundTableStatus, SlotKind
from matchmaking.roundtables.filters import OUTCOME_COLUMNS, OutcomeFilterSet
from matchmaking.roundtables.forms import DoneForm, OutcomeForm
from matchmaking.roundtables.models import Outcome
from matchmaking.roundtables.views.access import attempt, back, prepared, prepared_slot, refuse

PART = "outcomes"


@login_required
def enter_outcome(request: SignedInRequest, pk: int) -> HttpResponse:
    """Enter one thing that came of a request."""
    slot = prepared_slot(request, pk)
    table = slot.round_table
    if slot.kind != SlotKind.NEED:
        raise Http404
    form = OutcomeForm(request.POST or None, table=table)
    if form.is_valid():
        try:
            services.enter_outcome(slot_id=pk, actor=request.user, **form.cleaned_data)
        except DomainError as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("Entered."))
            return back(table.pk, PART)
    context = {
        "form": form,
        "slot": slot,
        "table": table,
        "is_open": table.status == RoundTableStatus.HELD,
        "entered": selectors.outcomes_of(table).get(pk, []),
    }
    return render(request, "roundtables/outcome.html", context)


@require_POST
@login_required
def drop_outcome(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take away what was entered by mistake."""
    outcome = _prepared_outcome(request, pk)

    def act() -> None:
        services.drop_outcome(outcome_id=pk, actor=request.user)

    return attempt(request, act, _("Removed."), outcome.slot.round_table_id, PART)


@require_POST
@login_required
def propose(request: SignedInRequest, pk: int) -> HttpResponse:
    """Propose the introduction of the pair in which interest was expressed."""
    outcome = _prepared_outcome(request, pk)
    try:
        introduction = services.propose_introduction(outcome_id=pk, actor=request.user)
    except DomainError as refusal:
        messages.error(request, str(refusal.message))
        return back(outcome.slot.round_table_id, PART)
    messages.success(request, _("The introduction is proposed."))
    return redirect("introductions:detail", introduction.pk)


@login_required
def follow_up(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show what was promised, and let who promised it say that it is done."""
    rows = selectors.outcomes_for_listing(request.user)
    outcome = get_object_or_404(rows, pk=pk, person__isnull=False)
    form = DoneForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.finish_follow_up(outcome_id=pk, actor=request.user, **form.cleaned_data)
        except DomainError as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("Done: it has left the tasks."))
            return redirect("roundtables:follow_up", pk)
    context = {
        "form": form,
        "outcome": outcome,
        "may_finish": outcome.done_at is None
        and policies.finishes_follow_up(request.user, outcome),
    }
    return render(request, "roundtables/follow_up.html", context)


@login_required
def outcome_list(request: SignedInRequest) -> HttpResponse:
    """Show what came of all round tables, to the secretariat."""
    results = RowListing(request, _filterset(request))
    context = {
        "results": results,
        "formats": [
            (name.upper(), results.export_url(reverse("roundtables:outcome_export", args=[name])))
            for name in FORMATS
        ],
    }
    return render(request, "roundtables/outcomes.html", context)


@login_required
def outcome_export(request: SignedInRequest, format_name: str) -> HttpResponseBase:
    """Send the outcomes the filters find as a file."""
    filterset = _filterset(request)
    if format_name not in FORMATS:
        raise Http404
    return FORMATS[format_name](filterset.qs.iterator(), OUTCOME_COLUMNS, "round-table-outcomes")


def _prepared_outcome(request: SignedInRequest, pk: int) -> Outcome:
    outcome = get_object_or_404(Outcome.objects.select_related("slot"), pk=pk)
    prepared(request, outcome.slot.round_table_id)
    return outcome


def _filterset(request: SignedInRequest) -> OutcomeFilterSet:
    if not policies.sees_preparation(request.user):
        raise PermissionDenied
    rows = selectors.outcomes_for_listing(request.user)
    return OutcomeFilterSet(request.GET, queryset=rows, request=request)
