"""Words of reviews for templates."""

from collections.abc import Mapping
from typing import Any

from django import template

from matchmaking.funds.models import Criterion
from matchmaking.reviews import wording

register = template.Library()


@register.simple_tag
def criterion_title(criterion: Criterion) -> str:
    """Return the title of a criterion in the reader's language."""
    return wording.title_of(criterion)


@register.simple_tag
def reason_words(reason: Mapping[str, Any]) -> str:
    """Say one of the reasons kept with an assignment."""
    return wording.reason_in_words(reason)
