"""Pieces of forms: fields, summary of errors, rows of a formset, buttons of a workflow."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from django.forms import BaseForm, BaseFormSet, BoundField
from django.template import Context
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from config.templatetags.pieces.library import register


class Mistake(NamedTuple):
    """One thing to put right, and the field where."""

    text: str
    label: str | Promise
    anchor: str


@register.simple_tag
def fields(form: BaseForm, *names: str) -> SafeString:
    """Render the named fields (all when none is named) through the house's field template."""
    chosen = [form[name] for name in names] if names else [*form.hidden_fields(), *_visible(form)]
    return format_html_join("\n", "{}", ((_field(field),) for field in chosen))


@register.inclusion_tag("pieces/error_summary.html")
def error_summary(*forms: BaseForm | BaseFormSet | None) -> dict[str, Any]:
    """List everything to put right, each a link to its field."""
    return {"mistakes": [mistake for form in forms if form for mistake in _mistakes(form)]}


@register.inclusion_tag("pieces/formset_rows.html")
def formset_rows(formset: BaseFormSet, legend: str | Promise, help: str = "") -> dict[str, Any]:
    """Render the rows of a formset; scripts add rows, without them the extra ones serve."""
    return {"formset": formset, "legend": legend, "help": help}


@register.inclusion_tag("pieces/move_buttons.html", takes_context=True)
def move_buttons(
    context: Context, obj: Any, moves: Iterable[Any], namespace: str
) -> dict[str, Any]:
    """Show a button for each move of a workflow that the person may make now."""
    buttons = [(move, reverse(f"{namespace}:{move.name}", args=[obj.pk])) for move in moves]
    return {
        "obj": obj,
        "buttons": buttons,
        "namespace": namespace,
        "csrf_token": context.get("csrf_token"),
    }


@register.filter
def group_anchor(field: BoundField) -> str:
    """Return the id of the input a link to this field should reach."""
    return field.id_for_label or f"{field.auto_id}_0"


def _visible(form: BaseForm) -> list[BoundField]:
    return [field for field in form.visible_fields() if field.name != "DELETE"]


def _field(field: BoundField) -> str:
    return str(field) if field.is_hidden else field.as_field_group()


def _mistakes(form: BaseForm | BaseFormSet) -> Iterator[Mistake]:
    if isinstance(form, BaseFormSet):
        if form.is_bound:
            yield from (Mistake(str(error), "", "") for error in form.non_form_errors())
        for row in form.forms:
            yield from _mistakes(row)
    elif form.is_bound:
        yield from (Mistake(str(error), "", "") for error in form.non_field_errors())
        for field in form:
            for error in field.errors:
                yield Mistake(str(error), field.label, group_anchor(field))
