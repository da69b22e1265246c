"""The pages of operators: the work, what was given up, the calendar."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from accounts import audit
from accounts.http import SignedInRequest
from config.operations import calendar, policies, selectors, services
from config.operations.choices import Source
from config.operations.filters import (
    FAILURE_COLUMNS,
    WORK_COLUMNS,
    FailureFilters,
    WorkFilterSet,
)
from config.operations.forms import DismissForm
from config.operations.models import Job
from config.operations.sources import SOURCES
from files.export import FORMATS
from files.rows import RowListing

View = Callable[..., HttpResponseBase]


def operators_only(view: View) -> View:
    """Let nobody in but those who run the site."""

    @login_required
    @wraps(view)
    def checked(request: SignedInRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not policies.operates(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return checked


@operators_only
def work(request: SignedInRequest) -> HttpResponse:
    """Show what waits, runs and was done."""
    filters = WorkFilterSet(request.GET, queryset=selectors.work_for_listing(request.user))
    results = RowListing(request, filters)
    context = _listing(results, "operations:work_export") | {
        "rows": [(job, selectors.shown_arguments(job)) for job in results.rows],
        "figures": _figures(),
    }
    return render(request, "operations/work.html", context)


@operators_only
def work_export(request: SignedInRequest, format_name: str) -> HttpResponseBase:
    """Send what the filters find as a file."""
    filters = WorkFilterSet(request.GET, queryset=selectors.work_for_listing(request.user))
    rows = filters.qs.iterator(chunk_size=500)
    return _known_format(format_name)(rows, WORK_COLUMNS, "background-work")


@operators_only
def failures(request: SignedInRequest) -> HttpResponse:
    """Show what was given up."""
    filters = FailureFilters(request.GET)
    results = RowListing(request, filters)
    context = _listing(results, "operations:failures_export") | {
        "rows": [_worded(row) for row in results.rows],
        "source": next(iter(filters.sources), ""),
    }
    return render(request, "operations/failures.html", context)


@operators_only
def failures_export(request: SignedInRequest, format_name: str) -> HttpResponseBase:
    """Send what the filters find as a file."""
    rows = FailureFilters(request.GET).qs
    return _known_format(format_name)(rows, FAILURE_COLUMNS, "failures")


@operators_only
def failure(request: SignedInRequest, source: str, pk: int) -> HttpResponse:
    """Show one failure with its history, and take the reason of a dismissal."""
    row = _known(source, pk)
    form = DismissForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.dismiss(source=source, row_id=pk, actor=request.user, **form.cleaned_data)
        messages.success(request, _("The failure is dismissed."))
        return redirect("operations:failures")
    about = SOURCES[Source(source)].find(pk)
    context = {
        "row": _worded(row),
        "form": form,
        "arguments": selectors.shown_arguments(about) if isinstance(about, Job) else "",
        "history": audit.history(about) if about else [],
    }
    return render(request, "operations/failure.html", context)


@require_POST
@operators_only
def retry(request: SignedInRequest, source: str, pk: int) -> HttpResponse:
    """Try one failure again."""
    _known(source, pk)
    services.retry(source=source, row_id=pk, actor=request.user)
    messages.success(request, _("It is tried again."))
    return redirect("operations:failures")


@require_POST
@operators_only
def retry_all(request: SignedInRequest) -> HttpResponse:
    """Try everything of a kind again that nobody dismissed."""
    source = request.POST.get("source", "")
    count = services.retry_all(
        sources=[source] if source in Source.values else [], actor=request.user
    )
    said = ngettext("%(count)s is tried again.", "%(count)s are tried again.", count)
    messages.success(request, said % {"count": count})
    return redirect("operations:failures")


@operators_only
def calendar_page(request: SignedInRequest) -> HttpResponse:
    """Show what the calendar did last and does next."""
    return render(request, "operations/calendar.html", {"turns": calendar.turns()})


def _listing(results: RowListing, export: str) -> dict[str, Any]:
    formats = [(name.upper(), results.export_url(reverse(export, args=[name]))) for name in FORMATS]
    return {"results": results, "formats": formats}


def _figures() -> list[dict[str, Any]]:
    now = selectors.figures()
    return [
        {"label": _("Waiting"), "value": now.waiting},
        {"label": _("Running"), "value": now.running},
        {"label": _("Failures to be looked after"), "value": now.failures},
        {"label": _("Late entries of the calendar"), "value": len(now.late)},
    ]


def _worded(row: Mapping[str, Any]) -> dict[str, Any]:
    return {**row, "kind": Source(row["source"]).label}


def _known(source: str, pk: int) -> Mapping[str, Any]:
    row = selectors.failure(source, pk)
    if row is None:
        raise Http404
    return row


def _known_format(name: str) -> Callable[..., HttpResponseBase]:
    if name not in FORMATS:
        raise Http404
    return FORMATS[name]
