"""Words for how two parts of a name are alike."""

from django import template
from django.utils.translation import gettext_lazy as _

from matchmaking.clearance.screening import screener

register = template.Library()
WORDS = {
    screener.SAME: _("the same"),
    screener.VARIANT: _("spellings of one name"),
    screener.SOUND: _("sound alike"),
    screener.BONES: _("the same consonants"),
    screener.NEARLY: _("differ in a letter or two"),
    screener.INITIAL: _("an initial"),
}


@register.simple_tag
def likeness(how: str) -> str:
    """Say how two parts of a name are alike."""
    return str(WORDS.get(how, how))
