"""Putting an agenda together: by number, from the filters of the list, from the desk, by hand."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.http import SignedInRequest
from accounts.selectors import visibility_codes
from matchmaking.errors import DomainError
from matchmaking.needs.choices import NeedStatus
from matchmaking.needs.filters import NeedFilterSet
from matchmaking.needs.models import Need
from matchmaking.needs.selectors import needs_for_listing
from matchmaking.roundtables import selectors, services
from matchmaking.roundtables.forms import ItemForm, NumbersForm
from matchmaking.roundtables.models import Slot
from matchmaking.roundtables.views.access import (
    all_mistakes,
    attempt,
    back,
    prepared,
    prepared_slot,
)
from matchmaking.writing.views.records import number_in
from search.listing import Listing

PART = "agenda"


@require_POST
@login_required
def add_needs(request: SignedInRequest, pk: int) -> HttpResponse:
    """Put requests on the agenda by their numbers."""
    prepared(request, pk)
    form = NumbersForm(request.POST)
    if not form.is_valid():
        messages.error(request, all_mistakes(form))
        return back(pk, PART)

    def act() -> list[Slot]:
        return services.add_needs(
            round_table_id=pk,
            need_ids=form.cleaned_data["numbers"],
            minutes=form.cleaned_data["minutes"],
            actor=request.user,
        )

    return attempt(request, act, _("The requests are on the agenda."), pk, PART)


@login_required
def choose_needs(request: SignedInRequest, pk: int) -> HttpResponse:
    """Choose requests from the list of all that are published, with its filters."""
    table = prepared(request, pk)
    if request.method == "POST":
        chosen = [int(one) for one in request.POST.getlist("need") if one.isdecimal()][:100]
        try:
            services.add_needs(round_table_id=pk, need_ids=chosen, actor=request.user)
        except DomainError as refusal:
            messages.error(request, str(refusal.message))
        else:
            messages.success(request, _("The requests are on the agenda."))
            return back(pk, PART)
    asked = request.GET.copy()
    asked.setlist("status", [NeedStatus.PUBLISHED])
    filterset = NeedFilterSet(asked, visible_to=visibility_codes(request.user), request=request)
    results = Listing(request, filterset)
    context = {
        "table": table,
        "filterset": filterset,
        "results": results,
        "records": results.rows(needs_for_listing(request.user)),
        "there": {slot.need_id for slot in selectors.Agenda(table, request.user).slots},
    }
    return render(request, "roundtables/choose.html", context)


@require_POST
@login_required
def put_on_agenda(request: SignedInRequest, need_pk: int) -> HttpResponseRedirect:
    """Put one request, from its page on the desk, on the agenda of a round table."""
    need = get_object_or_404(Need.objects.visible_to(request.user), pk=need_pk)
    pk = number_in(request.POST, "table") or 0
    table = prepared(request, pk)
    try:
        services.add_needs(round_table_id=table.pk, need_ids=[need.pk], actor=request.user)
    except DomainError as refusal:
        messages.error(request, str(refusal.message))
    else:
        said = _("The request is on the agenda of “%(table)s”.") % {"table": table}
        messages.success(request, said)
    return redirect("desk:need", need_pk)


@require_POST
@login_required
def add_item(request: SignedInRequest, pk: int) -> HttpResponse:
    """Put another item on the agenda."""
    prepared(request, pk)
    form = ItemForm(request.POST)
    if not form.is_valid():
        messages.error(request, all_mistakes(form))
        return back(pk, PART)

    def act() -> Slot:
        return services.add_item(round_table_id=pk, actor=request.user, **form.cleaned_data)

    return attempt(request, act, _("The item is on the agenda."), pk, PART)


@require_POST
@login_required
def set_minutes(request: SignedInRequest, pk: int) -> HttpResponse:
    """Give a part of the agenda more or less time."""
    slot = prepared_slot(request, pk)
    minutes = number_in(request.POST, "minutes") or 0

    def act() -> Slot:
        return services.set_minutes(slot_id=pk, minutes=minutes, actor=request.user)

    return attempt(request, act, _("Saved."), slot.round_table_id, PART)


@require_POST
@login_required
def move_slot(request: SignedInRequest, pk: int, way: str) -> HttpResponse:
    """Let a part of the agenda come earlier or later."""
    if way not in ("up", "down"):
        raise Http404
    slot = prepared_slot(request, pk)

    def act() -> Slot:
        return services.move_slot(slot_id=pk, up=way == "up", actor=request.user)

    return attempt(request, act, _("The order has changed."), slot.round_table_id, PART)


@require_POST
@login_required
def remove_slot(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take a part from the agenda."""
    slot = prepared_slot(request, pk)

    def act() -> None:
        services.remove_slot(slot_id=pk, actor=request.user)

    return attempt(request, act, _("Taken from the agenda."), slot.round_table_id, PART)
