"""Pieces of any page: header, badge, figures, facts, timeline, card, notice, dialog, quotation."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from config.templatetags.pieces.library import register

Text = str | Promise

# The colour of a status word. What is not listed is grey: over, or of no consequence.
TONES = {
    "active": {
        "granted",
        "published",
        "accepted",
        "read",
        "yes",
        "met",
        "active",
        "done",
        "passed",
        "confirmed",
        "conversation",
        "agreed",
        "cleared",
        "waived",
        "different",
        "signed",
        "fulfilled",
        "held",
        "shortlisted",
        "pinned",
        "interest",
        "follow_up",
        "approved",
        "running",
        "paid",
        "eligible",
        "approve",
        "conditions",
        "carried",
        "upheld",
        "green",
        "verified",
    },
    "waiting": {
        "proposed",
        "open",
        "submitted",
        "uploaded",
        "reading",
        "drawn",
        "developing",
        "paused",
        "uncertain",
        "waiting",
        "waiver",
        "undecided",
        "planned",
        "invited",
        "due",
        "revision",
        "prepared",
        "entered",
        "received",
        "reviewed",
        "found",
        "unknown",
        "handed_in",
        "filed",
        "amber",
        "partly",
    },
    "refused": {
        "declined",
        "refused",
        "rejected",
        "failed",
        "overdue",
        "clearance",
        "lapsed",
        "same",
        "returned",
        "stopped",
        "suspended",
        "ineligible",
        "not_met",
        "standing",
        "reject",
        "return",
        "not_carried",
        "sent_back",
        "dismissed",
        "red",
        "no",
    },
    "draft": {"draft"},
}
TONE_OF = {value: tone for tone, values in TONES.items() for value in values}
NOTICE_ICONS = {
    "info": "info-circle",
    "success": "check-circle",
    "warning": "exclamation-triangle",
    "danger": "exclamation-circle",
}


@register.simple_block_tag(end_name="end_page_header")
def page_header(
    content: str,
    title: Text,
    subtitle: Text = "",
    badge_value: str = "",
    badge_label: Text = "",
) -> str:
    """Open a page: its title, its status, and its actions in the corner they always have."""
    return render_to_string(
        "pieces/page_header.html",
        {
            "actions": content if content.strip() else "",
            "title": title,
            "subtitle": subtitle,
            "badge_value": badge_value,
            "badge_label": badge_label,
        },
    )


@register.simple_tag
def badge(value: str, label: Text) -> SafeString:
    """Show a status as a coloured word."""
    tone = TONE_OF.get(str(value), "over")
    return format_html('<span class="status status-{}">{}</span>', tone, label)


@register.inclusion_tag("pieces/figures.html")
def figures(items: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Show the few figures that matter most, each with label, value and note."""
    return {"items": items}


@register.inclusion_tag("pieces/facts.html")
def facts(items: Iterable[tuple[Text, Any]]) -> dict[str, Any]:
    """Show (label, value) pairs; where a value is empty the page says so."""
    return {"pairs": [(label, value, value in (None, "", [], ())) for label, value in items]}


@register.inclusion_tag("pieces/timeline.html")
def timeline(entries: Iterable[Any]) -> dict[str, Any]:
    """Show who did what, when and why (entries of the audit trail)."""
    return {"entries": entries}


@register.simple_block_tag(end_name="end_card")
def card(
    content: str,
    title: Text = "",
    footer: Text = "",
    level: int = 2,
    tone: str = "",
    lang: str = "",
) -> str:
    """Frame a part of a page; `level` is that of its heading, `tone` may be quiet or accent.

    `lang` is the language of a title that a person wrote.
    """
    parts = {"content": content, "title": title, "footer": footer, "level": level, "tone": tone}
    return render_to_string("pieces/card.html", parts | language_attributes(lang))


@register.inclusion_tag("pieces/empty.html")
def empty(title: Text, text: Text = "", url: str = "", label: Text = "") -> dict[str, Any]:
    """Say that there is nothing here, and what to do about it."""
    return {"title": title, "text": text, "url": url, "label": label}


@register.inclusion_tag("pieces/notice.html")
def notice(kind: str, text: Text) -> dict[str, Any]:
    """Tell something: info, success, warning or danger."""
    return {"kind": kind, "text": text, "icon_name": NOTICE_ICONS.get(kind, "info-circle")}


@register.inclusion_tag("pieces/meter.html")
def meter(value: float, label: Text) -> dict[str, Any]:
    """Draw a share between 0 and 1 as a small bar with its percentage."""
    return {"percent": round(100 * min(max(float(value or 0), 0), 1)), "label": label}


@register.inclusion_tag("pieces/progress.html")
def progress(done: int, total: int, label: Text) -> dict[str, Any]:
    """Show how many of how many are done."""
    return {"done": done, "total": total, "label": label}


@register.simple_block_tag(end_name="end_dialog")
def dialog(content: str, id: str, title: Text, button: Text = "", css: str = "") -> str:
    """Put content behind a button: a dialog, or a part that unfolds where scripts do not run."""
    parts = {"content": content, "id": id, "title": title, "button": button or title, "css": css}
    return render_to_string("pieces/dialog.html", parts)


@register.inclusion_tag("pieces/quote.html")
def quote(text: str, source: Any = None, lang: str = "") -> dict[str, Any]:
    """Show the passage of a report as it was written; `source` has a label and an url."""
    return {"text": text, "source": source, **language_attributes(lang)}


@register.simple_block_tag(end_name="end_lang_block")
def lang_block(content: str, code: str) -> SafeString:
    """Wrap what a person wrote, so that it is read aloud and aligned in its own language."""
    found = language_attributes(code)
    return format_html(
        '<div lang="{}" dir="{}">{}</div>', found["language"], found["direction"], content
    )


def language_attributes(code: str) -> dict[str, str]:
    """Return what the attributes lang and dir say for a language; its direction may be unknown."""
    try:
        direction = "rtl" if get_language_info(code)["bidi"] else "ltr"
    except KeyError:
        direction = "auto"
    return {"language": code, "direction": direction}


@register.filter
def field_name(name: str) -> str:
    """Return the name of a column as a person reads it."""
    return _(str(name).replace("_", " ")).capitalize()
