"""Round tables: the list, one of them, making and changing it, and its states."""

from collections.abc import Callable
from typing import Any, NamedTuple

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from accounts.http import SignedInRequest
from files.export import FORMATS
from files.rows import RowListing
from matchmaking import audit
from matchmaking.errors import DomainError
from matchmaking.roundtables import policies, selectors, services
from matchmaking.roundtables.choices import IN_PREPARATION, RoundTableStatus
from matchmaking.roundtables.filters import COLUMNS, RoundTableFilterSet
from matchmaking.roundtables.forms import ItemForm, NumbersForm, PaperForm, RoundTableForm, SeatForm
from matchmaking.roundtables.models import RoundTable
from matchmaking.roundtables.views.access import attempt, known, prepared, refuse
from matchmaking.roundtables.views.papers import readers_for
from matchmaking.roundtables.workflow import ROUND_TABLE_WORKFLOW
from matchmaking.writing.notes.pdf import weasyprint
from matchmaking.writing.views.facts import languages
from matchmaking.writing.views.records import posted_version


class Move(NamedTuple):
    """The service behind a button, and what the person reads when it is done."""

    service: Callable[..., RoundTable]
    done: str | Promise


MOVES = {
    "invite": Move(services.invite_to_round_table, _("The invitations are sent.")),
    "hold": Move(services.hold_round_table, _("Now enter what came of each request.")),
    "close": Move(services.close_round_table, _("The round table is closed.")),
    "cancel": Move(services.cancel_round_table, _("The round table is cancelled.")),
}


@login_required
def table_list(request: SignedInRequest) -> HttpResponse:
    """Show the round tables a person may know of."""
    results = RowListing(request, _filterset(request))
    context = {
        "results": results,
        "formats": _formats(results, "roundtables:export"),
        "may_make": policies.prepares_round_tables(request.user),
        "sees_all": policies.sees_preparation(request.user),
    }
    return render(request, "roundtables/list.html", context)


@login_required
def export(request: SignedInRequest, format_name: str) -> HttpResponseBase:
    """Send the round tables the filters find as a file."""
    if format_name not in FORMATS:
        raise Http404
    return FORMATS[format_name](_filterset(request).qs.iterator(), COLUMNS, "round-tables")


@login_required
def create(request: SignedInRequest) -> HttpResponse:
    """Begin a round table."""
    if not policies.prepares_round_tables(request.user):
        raise PermissionDenied
    form = RoundTableForm(request.POST or None)
    if form.is_valid():
        try:
            table = services.make_round_table(actor=request.user, **form.said)
        except DomainError as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, gettext("Now choose the requests and who is invited."))
            return redirect("roundtables:detail", pk=table.pk)
    return render(request, "roundtables/form.html", {"form": form})


@login_required
def edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Change what is said of a round table."""
    table = prepared(request, pk)
    form = RoundTableForm.of(table, request.POST or None)
    if form.is_valid():
        try:
            services.edit_round_table(
                round_table_id=pk,
                version=posted_version(request),
                actor=request.user,
                **form.said,
            )
        except DomainError as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, gettext("Saved."))
            return redirect("roundtables:detail", pk=pk)
    return render(request, "roundtables/form.html", {"form": form, "table": table})


@login_required
def detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show a round table: its agenda, who is invited, its papers, what came of it."""
    table = known(request, pk)
    agenda = selectors.Agenda(table, request.user)
    context = {
        "table": table,
        "agenda": agenda,
        "rows": agenda.rows,
        "facts": _facts(table),
        "participants": selectors.participants_of(table),
        "mine": selectors.my_invitations(request.user, table),
        "can_answer": table.status == RoundTableStatus.INVITED,
        "moves": ROUND_TABLE_WORKFLOW.available(table, actor=request.user),
        "paper_form": PaperForm(readers=readers_for(request.user, table)),
        "has_pdf": weasyprint() is not None,
        **_for_the_secretariat(request, table, agenda),
    }
    return render(request, "roundtables/detail.html", context)


@require_POST
@login_required
def move(request: SignedInRequest, pk: int, name: str) -> HttpResponse:
    """Take a round table into another state."""
    prepared(request, pk)

    def act() -> RoundTable:
        return MOVES[name].service(
            round_table_id=pk,
            actor=request.user,
            version=posted_version(request),
            reason=request.POST.get("reason", ""),
        )

    return attempt(request, act, MOVES[name].done, pk, "")


def _for_the_secretariat(
    request: SignedInRequest, table: RoundTable, agenda: selectors.Agenda
) -> dict[str, Any]:
    """Return what only the secretariat sees: forms, outcomes, history."""
    if not policies.sees_preparation(request.user):
        return {}
    entered = selectors.outcomes_of(table)
    may_prepare = policies.prepares_round_tables(request.user, table)
    works = may_prepare and table.status in IN_PREPARATION
    return {
        "sees_all": True,
        "may_prepare": works,
        "numbers_form": NumbersForm() if works else None,
        "item_form": ItemForm() if works else None,
        "seat_form": SeatForm(table=table, person=request.user) if works else None,
        "outcomes": [
            (row, entered.get(row.slot.pk, [])) for row in agenda.rows if row.slot.need_id
        ],
        "may_enter": may_prepare and table.status == RoundTableStatus.HELD,
        "may_propose": may_prepare,
        "has_been_held": table.status in (RoundTableStatus.HELD, RoundTableStatus.CLOSED),
        "history": audit.history(table),
    }


def _facts(table: RoundTable) -> list[tuple[str | Promise, Any]]:
    return [
        (_("Languages of the meeting"), languages(table.languages)),
        (_("Place"), table.place),
        (_("Length"), gettext("%(minutes)s minutes") % {"minutes": table.minutes}),
        (_("Answers wanted by"), table.answer_by),
        (_("Prepared by"), table.created_by),
    ]


def _formats(results: RowListing, name: str) -> list[tuple[str, str]]:
    return [(one.upper(), results.export_url(reverse(name, args=[one]))) for one in FORMATS]


def _filterset(request: SignedInRequest) -> RoundTableFilterSet:
    rows = selectors.round_tables_for_listing(request.user)
    return RoundTableFilterSet(request.GET, queryset=rows, request=request)
