"""What the templates of spreadsheets need."""

from typing import Any

from django import template
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from matchmaking.writing.records import RecordKind
from matchmaking.writing.sheets.checking import BAD, CHANGED, NEW, SAME

register = template.Library()

# What becomes of a record, in words; the tone of its badge is that of a status.
ACTS: dict[str, str | Promise] = {
    NEW: _("New draft"),
    CHANGED: _("Changed"),
    SAME: _("As it is already"),
    BAD: _("With errors"),
}
TONES = {NEW: "active", CHANGED: "waiting", SAME: "over", BAD: "refused"}


@register.simple_tag
def record_page(kind: RecordKind[Any], page: str, pk: int) -> str:
    """Return the address of a page of a record known by its number only."""
    return reverse(f"{kind.namespace}:{page}", args=[pk])


@register.filter
def act_words(act: str) -> str | Promise:
    """Name what becomes of a record."""
    return ACTS[act]


@register.filter
def act_tone(act: str) -> str:
    """Return the tone in which that is shown."""
    return TONES[act]
