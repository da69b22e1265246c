"""What the templates of records of every kind need."""

from typing import Any

from django import template
from django.template import Context
from django.utils.html import conditional_escape, format_html, format_html_join, linebreaks
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from matchmaking.writing.differences import ADDED, SAME, Piece
from matchmaking.writing.mentions import find_mentions
from matchmaking.writing.models import Record
from matchmaking.writing.panels import panels_of
from matchmaking.writing.records import RecordKind, kind_of
from matchmaking.writing.traces import Comment
from matchmaking.writing.views.figures import Figures, quantities_of, words_of

register = template.Library()
# Asked and offered stand in the row already; what is only pledged may never come.
IN_NO_ROW = ("asked", "capacity", "pledged")


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


@register.simple_tag
def figures_in_a_row(figures: Figures | None) -> SafeString:
    """Say in a list what of a record is committed and still open or left; nothing while nothing is.

    `{% figures_in_a_row need.figures %}`
    """
    if figures is None or not any(line.committed for line in figures.lines):
        return SafeString("")
    names = [(name, label) for name, label in words_of(figures) if name not in IN_NO_ROW]
    said = [(label, quantities_of(figures, name)) for name, label in names]
    parts = [(label, " + ".join(quantities)) for label, quantities in said if quantities]
    one = "<span>{}: {}</span>"
    return format_html_join(" · ", one, parts)


@register.simple_tag
def difference_pieces(pieces: list[Piece]) -> SafeString:
    """Show what was taken away and what was added, so that it can also be heard."""
    shown = (_piece(piece) for piece in pieces)
    return format_html_join("", "{}", ((html,) for html in shown))


@register.simple_tag
def comment_text(comment: Comment) -> SafeString:
    """Show a comment, with the colleagues it names set off."""
    parts, end = [], 0
    for mention in find_mentions(comment.text, comment.mentioned.all()):
        if mention.people:
            parts += [(comment.text[end : mention.start - 1], "@" + mention.name)]
            end = mention.end
    parts.append((comment.text[end:], ""))
    shown = format_html_join("", "{}<strong>{}</strong>", parts[:-1])
    return SafeString(linebreaks(shown + conditional_escape(parts[-1][0])))


def _piece(piece: Piece) -> SafeString:
    if piece.what == SAME:
        return conditional_escape(piece.text)
    tag, word = ("ins", _("added")) if piece.what == ADDED else ("del", _("taken away"))
    heard = format_html('<span class="visually-hidden">[{}: </span>', word)
    end = SafeString('<span class="visually-hidden">] </span>')
    return format_html("<{0}>{1}{2}{3}</{0}>", SafeString(tag), heard, piece.text, end)
