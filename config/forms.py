"""How forms look: Django's own renderer with the house's templates, and the house's widgets."""

from typing import Any

from django import forms
from django.forms.renderers import TemplatesSetting


class FormRenderer(TemplatesSetting):
    """Render every form and field with the templates in config/templates/forms."""

    form_template_name = "forms/form.html"
    field_template_name = "forms/field.html"


class DateInput(forms.DateInput):
    """The browser's own calendar. It takes ISO dates only, whatever the reader's language."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class LongText(forms.Textarea):
    """Room for several paragraphs, written in whatever direction the first letter asks for."""

    def __init__(self, attrs: dict[str, Any] | None = None, rows: int = 6) -> None:
        super().__init__({"rows": rows, "dir": "auto", **(attrs or {})})


class NumberText(forms.TextInput):
    """A number typed as text: the browser then gives back what was typed, mistakes included."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        own = {"inputmode": "decimal", "class": "number-text", "dir": "ltr"}
        super().__init__({**own, **(attrs or {})})
