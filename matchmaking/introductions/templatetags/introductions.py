"""What the templates of introductions need."""

from django import template

from matchmaking.introductions import export
from matchmaking.introductions.forms import AnswerForm
from matchmaking.introductions.models import Introduction

register = template.Library()


@register.simple_tag
def speaker(introduction: Introduction, voice: str) -> str:
    """Return the organisation for which something was said."""
    return export.speaker(introduction, voice)


@register.simple_tag
def numbered(form: AnswerForm, number: int) -> AnswerForm:
    """Return the form of one question among several: what was typed stays with its question."""
    if form.is_bound and form.number == number:
        return form
    return AnswerForm(prefix="answer", language=form.shown_language, auto_id=f"id_%s_{number}")
