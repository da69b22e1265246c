"""The values of a period as a workbook: handed out, and looked at when it comes back."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST

from accounts.http import SignedInRequest
from matchmaking.documents.scanning import refuse_infected
from matchmaking.errors import DomainError
from matchmaking.monitoring import selectors
from matchmaking.monitoring.checking import faults_of
from matchmaking.monitoring.choices import Answer
from matchmaking.monitoring.forms import ValuesEditor, WorkbookForm
from matchmaking.monitoring.models import Period
from matchmaking.monitoring.sheets import Filled, make_workbook, read_workbook
from matchmaking.monitoring.views.access import known_period, reads, reported
from matchmaking.monitoring.views.values import editor_of, table_context

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@reads
@cache_control(private=True, no_store=True)
def workbook(request: SignedInRequest, pk: int, number: int) -> HttpResponse:
    """Send the values of a period as a workbook."""
    period = known_period(request, pk, number)
    rows = selectors.framework(period.undertaking).indicators
    response = HttpResponse(make_workbook(period, rows), content_type=XLSX)
    name = f"values-{pk}-{number}.xlsx"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_POST
@reads
def upload(request: SignedInRequest, pk: int, number: int) -> HttpResponse:
    """Show the table as the workbook would have it; nothing is saved before its reader says so."""
    reported(request, pk)
    period = known_period(request, pk, number)
    form = WorkbookForm(request.POST, request.FILES)
    editor = _read(request, period, form)
    if editor is None:
        context = table_context(request, period, editor_of(request, period, None))
        return render(request, "monitoring/values.html", context | {"upload": form})
    context = table_context(request, period, editor)
    changed = [row for row in editor.writable if row.has_changed()]
    context |= {"is_preview": True, "changed": changed}
    return render(request, "monitoring/values.html", context)


def _read(request: SignedInRequest, period: Period, form: WorkbookForm) -> ValuesEditor | None:
    if not form.is_valid():
        return None
    now = editor_of(request, period, None)
    indicators = {row.indicator.pk: row.indicator for row in now.writable}
    file = form.cleaned_data["file"]
    try:
        refuse_infected(file)
        found = read_workbook(file, period, indicators)
    except DomainError as refusal:
        form.add_error("file", str(refusal.message))
        return None
    editor = editor_of(request, period, _posted(found, now), frozenset(found.rows))
    _check(editor, found)
    return editor


def _posted(found: Filled, now: ValuesEditor) -> dict[str, str]:
    """Return what the page would be sent: the versions are those of now."""
    posted = dict(found.posted)
    for row in now.writable:
        posted[row.add_prefix("version")] = str(row.value.version) if row.value else ""
        answer = row.add_prefix("answer")
        if answer in posted:
            posted[answer] = posted[answer] or str(Answer.NUMBER)
    return posted


def _check(editor: ValuesEditor, found: Filled) -> None:
    """Say beside each field what would keep it from being saved."""
    editor.is_valid()
    editor.blame(found.faults)
    said = [(row, row.said()) for row in editor.writable if not row.errors]
    editor.blame({row.indicator.pk: faults_of(row.indicator, data) for row, data in said if data})
