"""Values: the table of a period, one value with what shows it, approving many."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from accounts import audit
from accounts.http import SignedInRequest
from matchmaking.documents.views import download
from matchmaking.errors import DomainError
from matchmaking.monitoring import policies, selectors, services
from matchmaking.monitoring.checking import FaultyValues, dimensions
from matchmaking.monitoring.choices import EDITABLE
from matchmaking.monitoring.forms import EvidenceForm, ValuesEditor, WorkbookForm
from matchmaking.monitoring.forms.values import writable_rows
from matchmaking.monitoring.models import Evidence, Period, Value
from matchmaking.monitoring.services.values import may_be_reported
from matchmaking.monitoring.views.access import (
    decided,
    done,
    filled,
    ids_of,
    known_period,
    known_value,
    page,
    reads,
    version_of,
)
from matchmaking.monitoring.workflow import VALUE_WORKFLOW


@reads
def values(request: SignedInRequest, pk: int, number: int) -> HttpResponse:
    """Show the values of a period in one table; who reports writes them here."""
    period = known_period(request, pk, number)
    editor = editor_of(request, period, request.POST or None)
    if request.method == "POST":
        if not policies.reports_on(request.user, period.undertaking):
            raise PermissionDenied
        if _saved(request, period, editor):
            return redirect("monitoring:values", pk, number)
    return render(request, "monitoring/values.html", table_context(request, period, editor))


@reads
def value(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show one value with its groups and what shows it; files are added here."""
    found = known_value(request, pk)
    may_add = found.status in EDITABLE and policies.enters_value(request.user, found)
    form = EvidenceForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        if not may_add:
            raise PermissionDenied
        act = partial(services.add_evidence, value_id=pk, actor=request.user)
        if filled(request, form, lambda: act(**form.cleaned_data), _("The file is kept.")):
            return redirect("monitoring:value", pk)
    context = {
        **page(request, found.indicator.undertaking),
        "value": found,
        "indicator": found.indicator,
        "period": found.period,
        "parts": _parts(found),
        "evidence": found.evidence.select_related("attachment", "added_by").order_by("pk"),
        "form": form if may_add else None,
        "moves": VALUE_WORKFLOW.available(found, actor=request.user),
        "history": audit.history(found),
    }
    return render(request, "monitoring/value.html", context)


@reads
def decide(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show the values that wait, for the responsible side to approve those it ticks."""
    undertaking = decided(request, pk)
    if request.method == "POST":
        act = partial(
            services.approve_values,
            undertaking_id=pk,
            actor=request.user,
            value_ids=ids_of(request, "value"),
            versions=_versions(request),
            is_verified="is_verified" in request.POST,
        )
        if done(request, act, _("Approved.")):
            return redirect("monitoring:decide", pk)
    rows = selectors.values_for_export(request.user, [pk]).submitted().prefetch_related("evidence")
    waiting = [row for row in rows if _decides(request, row, undertaking)]
    context = {**page(request, undertaking), "waiting": waiting}
    return render(request, "monitoring/decide.html", context)


@require_POST
@reads
def submit_value(request: SignedInRequest, pk: int) -> HttpResponse:
    """Hand one value in."""
    found = known_value(request, pk)
    about: dict[str, Any] = {"undertaking_id": found.indicator.undertaking_id, "value_ids": [pk]}
    act = partial(services.submit_values, actor=request.user, **about)
    done(request, act, _("Handed in."))
    return redirect("monitoring:value", pk)


@require_POST
@reads
def approve_value(request: SignedInRequest, pk: int) -> HttpResponse:
    """Approve one value."""
    found, version = known_value(request, pk), version_of(request)
    about: dict[str, Any] = {"undertaking_id": found.indicator.undertaking_id, "value_ids": [pk]}
    versions = {} if version is None else {pk: version}
    act = partial(services.approve_values, actor=request.user, versions=versions, **about)
    done(request, act, _("Approved."))
    return redirect("monitoring:value", pk)


@require_POST
@reads
def return_value(request: SignedInRequest, pk: int) -> HttpResponse:
    """Send one value back, with a reason."""
    known_value(request, pk)
    act = partial(
        services.return_value,
        value_id=pk,
        actor=request.user,
        reason=request.POST.get("reason", ""),
        version=version_of(request),
    )
    done(request, act, _("Sent back."))
    return redirect("monitoring:value", pk)


@reads
def evidence(request: SignedInRequest, pk: int, number: int) -> HttpResponseBase:
    """Send a document or photo to who may know of its value."""
    return download(_evidence(request, pk, number).attachment)


@require_POST
@reads
def remove_evidence(request: SignedInRequest, pk: int, number: int) -> HttpResponse:
    """Take a file back."""
    found = _evidence(request, pk, number)
    act = partial(services.remove_evidence, evidence_id=found.pk, actor=request.user)
    done(request, act, _("The file is removed."))
    return redirect("monitoring:value", pk)


def editor_of(
    request: SignedInRequest, period: Period, data: Any, only: frozenset[int] | None = None
) -> ValuesEditor:
    """Return the table of a period for this person; `only` leaves other rows as they are."""
    undertaking = period.undertaking
    rows = selectors.framework(undertaking).indicators
    is_open = may_be_reported(undertaking, period) and policies.reports_on(
        request.user, undertaking
    )
    said = [row.values[period.number] for row in rows if period.number in row.values]
    for one in said:
        one.indicator.undertaking = undertaking
    own = frozenset(one.pk for one in said if policies.enters_value(request.user, one))
    writable = writable_rows(rows, period.number, is_open, own)
    return ValuesEditor(data, rows, period.number, writable if only is None else writable & only)


def table_context(request: SignedInRequest, period: Period, editor: ValuesEditor) -> dict[str, Any]:
    """Return what the table of a period shows."""
    undertaking = period.undertaking
    reports = policies.reports_on(request.user, undertaking)
    return {
        **page(request, undertaking),
        "period": period,
        "periods": undertaking.periods.order_by("number"),
        "editor": editor,
        "wrong": [form for form in editor.writable if form.errors],
        "is_open": may_be_reported(undertaking, period),
        "may_report": reports,
        "upload": WorkbookForm() if editor.writable else None,
    }


def _saved(request: SignedInRequest, period: Period, editor: ValuesEditor) -> bool:
    """Save the table, and hand it in where that was the button; nothing where a row is wrong."""
    if not editor.is_valid():
        return False
    about: dict[str, Any] = {"undertaking_id": period.undertaking_id, "actor": request.user}
    try:
        written = services.enter_values(period_id=period.pk, rows=editor.said(), **about)
    except FaultyValues as refusal:
        editor.blame(refusal.rows)
        return False
    except DomainError as refusal:
        messages.error(request, str(refusal.message))
        return False
    words = ngettext("%(count)s value saved.", "%(count)s values saved.", len(written))
    messages.success(request, words % {"count": len(written)})
    if "hand_in" in request.POST:
        _hand_in(request, period)
    return True


def _hand_in(request: SignedInRequest, period: Period) -> None:
    rows = Value.objects.filter(period=period, status__in=EDITABLE).with_parties()
    own = [row.pk for row in rows if policies.enters_value(request.user, row)]
    about: dict[str, Any] = {"undertaking_id": period.undertaking_id, "value_ids": own}
    act = partial(services.submit_values, actor=request.user, **about)
    done(request, act, _("Handed in. The responsible side has been told."))


def _decides(request: SignedInRequest, row: Value, undertaking: Any) -> bool:
    row.indicator.undertaking = undertaking
    return policies.decides_value(request.user, row)


def _versions(request: SignedInRequest) -> dict[int, int]:
    """Return the versions of the values as they stood on the page."""
    found = {}
    for said in request.POST.getlist("seen"):
        pk, _colon, version = said.partition(":")
        if pk.isdecimal() and version.isdecimal():
            found[int(pk)] = int(version)
    return found


def _parts(found: Value) -> list[tuple[str, list[tuple[Promise, Any]]]]:
    """Return the groups by dimension, with what falls on each."""
    numbers = {(part.by, part.group): part.number for part in found.parts.all()}
    rows = [
        (by, [(label, numbers[by, group]) for group, label in groups if (by, group) in numbers])
        for by, groups in dimensions(found.indicator)
    ]
    return [(by, groups) for by, groups in rows if groups]


def _evidence(request: SignedInRequest, pk: int, number: int) -> Evidence:
    rows = known_value(request, pk).evidence.select_related("attachment")
    return get_object_or_404(rows, pk=number)
