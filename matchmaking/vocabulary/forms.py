"""How the secretariat edits reference data."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from matchmaking.vocabulary.choices import UN_LANGUAGES, WorkingLanguage


class CodesField(forms.CharField):
    """A list of codes, written with commas."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        kwargs.setdefault("help_text", _("Codes with commas between them, for example: sw, en"))
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        """Show a list as text."""
        return ", ".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        """Read a list from text."""
        return [code.strip() for code in (value or "").split(",") if code.strip()]

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare lists with lists."""
        return (initial or []) != self.to_python(data)


class Ticks(forms.CheckboxSelectMultiple):
    """Boxes to tick, sorted by name."""

    def optgroups(self, name: str, value: Any, attrs: Any = None) -> Any:
        """Sort the rows by the name that is shown."""
        groups = super().optgroups(name, value, attrs)
        return sorted(groups, key=lambda group: str(group[1][0]["label"]).casefold())


class ReferenceForm(WagtailAdminModelForm):
    """A row whose code cannot change once it is there: records and files name it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        key = self._meta.model._meta.pk.name
        if not self.instance._state.adding and key in self.fields:
            self.fields[key].disabled = True


class CountryForm(ReferenceForm):
    """A State, its languages as codes."""

    languages = CodesField(label=_("official and working languages"))
    un_languages = forms.MultipleChoiceField(
        label=_("United Nations languages to use"),
        choices=[(code, WorkingLanguage(code).label) for code in UN_LANGUAGES],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )


class LinesField(forms.CharField):
    """Text with one item on each line."""

    widget = forms.Textarea(attrs={"rows": 3})

    def clean(self, value: Any) -> str:
        """Return the lines that hold something."""
        lines = [line.strip() for line in (value or "").splitlines() if line.strip()]
        return super().clean("\n".join(lines))


def _terms(language: str) -> LinesField:
    return LinesField(
        label=WorkingLanguage(language).label,
        help_text=_("The preferred term on the first line, other names below it."),
    )


class ConceptForm(ReferenceForm):
    """A term with its other names, one on each line, for each language."""

    labels_en = _terms("en")
    labels_fr = _terms("fr")
    labels_es = _terms("es")
    labels_ar = _terms("ar")
    labels_ru = _terms("ru")
    labels_zh = _terms("zh")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for language in UN_LANGUAGES:
            labels = (self.instance.labels or {}).get(language, [])
            self.initial[f"labels_{language}"] = "\n".join(labels)

    def save(self, commit: bool = True) -> Any:
        """Put the lines of each language together."""
        self.instance.labels = {
            language: self.cleaned_data[f"labels_{language}"].split("\n")
            for language in UN_LANGUAGES
        }
        return super().save(commit)
