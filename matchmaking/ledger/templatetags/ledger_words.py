"""How lines of the books are worded on pages and papers."""

from django import template

from matchmaking.ledger.models import Posting
from matchmaking.ledger.wording import about, rates_words

register = template.Library()


@register.simple_tag
def about_posting(posting: Posting) -> str:
    """Say what a posting is about."""
    return about(posting)


@register.filter
def rates_of(posting: Posting) -> list[str]:
    """Return the rates a posting was booked at."""
    return rates_words(posting)
