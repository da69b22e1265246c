"""Pieces of the desk: its sub-navigation, and why a case stands where it stands."""

from django import template
from django.template import Context

from matchmaking.desk import policies, selectors
from matchmaking.desk.models import Case
from matchmaking.desk.tabs import Tab, tabs_for

register = template.Library()


@register.simple_tag(takes_context=True)
def desk_tabs(context: Context) -> list[Tab]:
    """Return the pages of the brokers where one of them is open; nothing for other people."""
    request = context.get("request")
    user = getattr(request, "user", None)  # error pages may have neither
    if request is None or user is None or not policies.sees_desk(user):
        return []
    tabs = tabs_for(request.path)
    return tabs if any(tab.is_current for tab in tabs) else []


@register.simple_tag
def place_reasons(case: Case) -> list[selectors.PlaceReason]:
    """Return why a case stands where it stands, what adds most first."""
    return selectors.place_reasons(case)
