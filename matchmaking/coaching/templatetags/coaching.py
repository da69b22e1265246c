"""Small pieces of the coach for lists and pages."""

from typing import Any

from django import template

from matchmaking.coaching import selectors
from matchmaking.coaching.shipped import active_ruleset

register = template.Library()


@register.filter
def cost_range(entry: Any) -> str:
    """Return the range of the whole cost of an entry of the catalogue."""
    return selectors.cost_range(entry)


@register.inclusion_tag("coaching/_badge.html")
def specificity_badge(score: int | None, threshold: int) -> dict[str, Any]:
    """Show how precise a record is, and whether it is flagged; nothing where no score is known."""
    return {"score": score, "is_flagged": score is not None and score < threshold}


@register.simple_tag
def specificity_threshold(kind: str) -> int:
    """Return the score below which records of a kind are flagged; once for a whole list."""
    return active_ruleset().threshold(kind)
