"""The workbench of one request or one offer: everything a broker needs to move it on."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render

from accounts.http import SignedInRequest
from matchmaking.agreements.selectors import figures_of_need, figures_of_offer
from matchmaking.desk import panels, policies, selectors
from matchmaking.desk.forms import BulkForm, NoteForm, RejectForm
from matchmaking.desk.views.access import known_need, known_offer
from matchmaking.desk.views.queue import pop_outcomes
from matchmaking.introductions.selectors import tries_of_need, tries_of_offer
from matchmaking.matching.selectors import duplicates_of
from matchmaking.matching.views.suggestions import asked_about
from matchmaking.needs.models import Need
from matchmaking.offers.models import Offer
from matchmaking.writing.records import kind_named


@login_required
def need(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show a request with its offers, figures, tries, and what else is under way there."""
    row = known_need(request, pk)
    context = _context(request, "need", row) | {
        **asked_about(request, Offer.objects.visible_to(request.user)),
        "figures": figures_of_need(pk),
        "tries": tries_of_need(request.user, row),
        "elsewhere": selectors.who_else(request.user, row, [row.country_id]),
    }
    return render(request, "desk/need.html", context)


@login_required
def offer(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show an offer with the requests it fits, figures, tries, and what else is under way."""
    row = known_offer(request, pk)
    context = _context(request, "offer", row)
    pairs: selectors.Pairs = context["pairs"]
    asking = [one.other for one in (*pairs.listed, *pairs.suggested)]
    states = {other.country_id for other in asking if isinstance(other, Need)}
    context |= {
        **asked_about(request, Need.objects.visible_to(request.user)),
        "figures": figures_of_offer(pk),
        "tries": tries_of_offer(request.user, row),
        "elsewhere": selectors.who_else(request.user, row, states),
    }
    return render(request, "desk/offer.html", context)


def _context(request: SignedInRequest, name: str, row: Need | Offer) -> dict[str, Any]:
    """Return what both pages show."""
    case = selectors.case_of(name, row.pk)
    return {
        "record": row,
        "kind": name,
        "case": case,
        "pairs": selectors.pairs_of(request.user, name, row),
        "near": selectors.near_misses(request.user, row),
        "duplicates": duplicates_of(request.user, kind_named(name), row),
        "history": selectors.desk_history(request.user, name, row),
        "panels": panels.shown_at(name, request, row),
        "outcomes": pop_outcomes(request),
        "may_work": policies.works_at_desk(request.user),
        "form": BulkForm(user=request.user),
        "note_form": NoteForm(),
        "reject_form": RejectForm(),
    }
