"""The queue: what helps most now, for one broker or for all; acts with several rows at once."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.http import SignedInRequest
from files.export import FORMATS
from files.rows import RowListing
from matchmaking.desk import panels, policies, selectors, services
from matchmaking.desk.filters import MINE, NOBODY, QUEUE_COLUMNS, QueueFilterSet
from matchmaking.desk.forms import BulkForm
from matchmaking.desk.models import Case
from matchmaking.desk.services import Outcome
from matchmaking.desk.views.access import readers_only, way_back

OUTCOMES = "desk-outcomes"  # kept in the session until the queue is shown next


@login_required
def queue(request: SignedInRequest) -> HttpResponse:
    """Show the queue, each row with why it stands there."""
    readers_only(request)
    return _page(request, BulkForm(user=request.user))


@login_required
def export(request: SignedInRequest, format_name: str) -> HttpResponseBase:
    """Send everything the filters find as a file, in the order of the page."""
    readers_only(request)
    if format_name not in FORMATS:
        raise Http404
    rows = _filterset(request).qs.iterator(chunk_size=500)
    return FORMATS[format_name](rows, QUEUE_COLUMNS, "queue")


@require_POST
@login_required
def act(request: SignedInRequest) -> HttpResponse:
    """Do one thing with every ticked row; what became of each is shown above the queue."""
    readers_only(request)
    form = BulkForm(request.POST, user=request.user)
    if not form.is_valid():
        return _page(request, form)
    outcomes = services.do_with_cases(
        act=form.cleaned_data["act"],
        case_ids=form.case_ids,
        actor=request.user,
        wanted=form.wanted,
    )
    request.session[OUTCOMES] = [_kept(outcome) for outcome in outcomes]
    return redirect(way_back(request, reverse("desk:queue")))


def pop_outcomes(request: SignedInRequest) -> list[dict[str, Any]]:
    """Return what became of the rows of the last act, once."""
    found: list[dict[str, Any]] = request.session.pop(OUTCOMES, [])
    return found


def _page(request: SignedInRequest, form: BulkForm) -> HttpResponse:
    filterset = _filterset(request)
    results = RowListing(request, filterset)
    results.path = reverse("desk:queue")  # also where a form came back with something to put right
    start = reverse("desk:export", args=["csv"]).removesuffix("csv/")
    context = {
        "filterset": filterset,
        "results": results,
        "form": form,
        "carried": _carried(form, results),
        "whose": _whose(request),
        "formats": [(name.upper(), results.export_url(f"{start}{name}/")) for name in FORMATS],
        "weighing": selectors.weighing(),
        "outcomes": pop_outcomes(request),
        "may_work": policies.works_at_desk(request.user),
        "panels": panels.shown_at("queue", request),
    }
    return render(request, "desk/queue.html", context)


def _carried(form: BulkForm, results: RowListing) -> list[Case]:
    """Return the ticked cases that are not on this page: a form sent from a workbench has one."""
    shown = {str(case.pk) for case in results.rows}
    wanted = [int(pk) for pk in form.ticked - shown if pk.isdecimal() and len(pk) < 10]
    return list(Case.objects.filter(pk__in=wanted).select_related("need", "offer"))


def _filterset(request: SignedInRequest) -> QueueFilterSet:
    rows = selectors.queue_for(request.user)
    return QueueFilterSet(request.GET, queryset=rows, request=request)


def _whose(request: SignedInRequest) -> list[tuple[str, str, bool]]:
    """Return the three queues: everyone's, the reader's own, what nobody looks after."""
    now, address = request.GET.get("who", ""), reverse("desk:queue")
    queues = (("", _("Everyone's queue")), (MINE, _("My queue")), (NOBODY, _("Nobody's")))
    return [
        (label, f"{address}?who={who}" if who else address, who == now) for who, label in queues
    ]


def _kept(outcome: Outcome) -> dict[str, Any]:
    case = outcome.case
    return {
        "title": str(case),
        "url": reverse(f"desk:{case.kind}", args=[case.record.pk]),
        "language": case.record.language,
        "is_done": outcome.is_done,
        "said": outcome.said,
    }
