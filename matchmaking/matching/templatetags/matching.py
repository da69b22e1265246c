"""What the templates of pairs need."""

from django import template
from django.template import Context
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from matchmaking.matching.steps import steps_for
from matchmaking.needs.models import Need
from matchmaking.offers.models import Offer

register = template.Library()


@register.simple_tag(takes_context=True)
def pair_steps(context: Context, one: Need | Offer, other: Need | Offer) -> SafeString:
    """Show what can be done with a pair, named in either order."""
    need, offer = (one, other) if isinstance(one, Need) else (other, one)
    if not isinstance(need, Need) or not isinstance(offer, Offer):
        raise TypeError("A pair is a request and an offer.")
    steps = steps_for(context["request"], need, offer)
    return format_html_join("\n", "{}", ((html,) for html in steps))
