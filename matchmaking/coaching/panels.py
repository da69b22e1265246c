"""The coach on the pages of a record: beside its form, on the check page, for brokers."""

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from matchmaking.coaching import policies, selectors
from matchmaking.writing.models import Record
from matchmaking.writing.records import RecordKind


def beside_the_form(request: HttpRequest, kind: RecordKind[Any], record: Record) -> str:
    """Show the whole advice, with buttons that save the form first."""
    return panel(request, kind, record) if record.pk else ""


def above_the_form(request: HttpRequest, kind: RecordKind[Any], record: Record) -> str:
    """Lead to the advice where a narrow screen shows it far below."""
    if not record.pk:
        return ""
    context = {"coaching": selectors.coaching_of(kind, record)}
    return render_to_string("coaching/short.html", context, request=request)


def panel(request: HttpRequest, kind: RecordKind[Any], record: Record) -> SafeString:
    """Return the advice as it is drawn with the page, and again after each saving."""
    themes = [theme.pk for theme in record.themes.all()]
    context = {
        "kind": kind,
        "record": record,
        "coaching": selectors.coaching_of(kind, record),
        "entries": selectors.entries_for(themes),
    }
    return render_to_string("coaching/panel.html", context, request=request)


def on_the_check_page(request: HttpRequest, kind: RecordKind[Any], record: Record) -> str:
    """Show the figure and what would raise it, before the record is submitted."""
    coaching = selectors.coaching_of(kind, record)
    context = {"kind": kind, "record": record, "coaching": coaching}
    return render_to_string("coaching/check.html", context, request=request)


def beside_the_detail(request: HttpRequest, kind: RecordKind[Any], record: Record) -> str:
    """Show brokers and the owner the figure and its parts, with the rules set aside."""
    if not policies.sees_score(request.user, kind, record):
        return ""
    context = {
        "record": record,
        "coaching": selectors.coaching_of(kind, record),
    }
    return render_to_string("coaching/side.html", context, request=request)
