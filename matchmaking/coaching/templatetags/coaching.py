"""Small pieces of the coach for lists and pages."""

from typing import Any

from django import template

from matchmaking.coaching import selectors

register = template.Library()


@register.filter
def cost_range(entry: Any) -> str:
    """Return the range of the whole cost of an entry of the catalogue."""
    return selectors.cost_range(entry)


@register.filter
def line_name(line: Any) -> str:
    """Return a line of the catalogue in the reader's language, at least its kind."""
    return selectors.line_name(line)


@register.inclusion_tag("coaching/_badge.html")
def specificity_badge(score: Any, threshold: int | None) -> dict[str, Any]:
    """Show how precise a record is, and whether it is flagged; nothing where that is not known."""
    is_known = isinstance(score, int) and threshold is not None
    return {"score": score, "is_known": is_known, "is_flagged": is_known and score < threshold}
