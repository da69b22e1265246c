"""What the matcher shows on the pages of a request or an offer: possible duplicates."""

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from matchmaking.matching import policies, selectors
from matchmaking.writing.models import SUBMITTED, Record
from matchmaking.writing.records import RecordKind
from matchmaking.writing.services import may_unite


def beside_the_form(request: HttpRequest, kind: RecordKind[Any], record: Record) -> str:
    """Show what says the same while one writes; drawn anew after each saving."""
    return panel(request, kind, record) if record.pk else ""


def on_the_check_page(request: HttpRequest, kind: RecordKind[Any], record: Record) -> str:
    """Show what says the same before the record is submitted; nothing where nothing does."""
    twins = selectors.duplicates_of(request.user, kind, record)
    return _drawn(request, kind, record, twins) if twins else ""


def beside_the_detail(request: HttpRequest, kind: RecordKind[Any], record: Record) -> str:
    """Show the secretariat what says the same before it publishes."""
    waits = record.status == SUBMITTED and policies.moderates(request.user)
    return on_the_check_page(request, kind, record) if waits else ""


def panel(request: HttpRequest, kind: RecordKind[Any], record: Record) -> SafeString:
    """Return the panel as it is drawn with the page, and again after each saving."""
    twins = selectors.duplicates_of(request.user, kind, record)
    return _drawn(request, kind, record, twins)


def _drawn(
    request: HttpRequest, kind: RecordKind[Any], record: Record, twins: list[selectors.Twin]
) -> SafeString:
    context = {
        "kind": kind,
        "record": record,
        "twins": [(twin, may_unite(kind, request.user, record, twin.record)) for twin in twins],
    }
    return render_to_string("matching/duplicates.html", context, request=request)


def merged_here(request: HttpRequest, kind: RecordKind[Any], record: Record) -> str:
    """Show, beside the history of a record, those of the ones that were merged into it."""
    merged = selectors.merged_into(request.user, kind, record)
    return render_to_string("matching/merged_here.html", {"merged": merged}) if merged else ""
