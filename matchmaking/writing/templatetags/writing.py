"""What the templates of records of every kind need."""

from typing import Any

from django import template
from django.template import Context
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from matchmaking.writing.models import Record
from matchmaking.writing.panels import panels_of
from matchmaking.writing.records import RecordKind, kind_of

register = template.Library()


@register.simple_tag
def record_url(record: Record, page: str) -> str:
    """Return the address of a page of a record: `{% record_url need "edit" %}`."""
    return kind_of(record).url(page, record)


@register.simple_tag
def records_url(kind: RecordKind[Any], page: str) -> str:
    """Return the address of a page about all records of a kind: `{% records_url kind "mine" %}`."""
    return kind.url(page)


@register.simple_tag
def sent_back(record: Record) -> str:
    """Say that the secretariat sent a record back, and why."""
    return str(kind_of(record).words.sent_back) % {"reason": record.return_reason}


@register.simple_tag(takes_context=True)
def record_panels(context: Context, place: str) -> SafeString:
    """Show what other slices have to say on this page of a record."""
    record, request = context["record"], context["request"]
    shown = [panel(request, kind_of(record), record) for panel in panels_of(place)]
    return format_html_join("\n", "{}", ((html,) for html in shown if html))
