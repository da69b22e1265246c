"""In which language a dossier is made, and the file of a budget that comes back."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from matchmaking.vocabulary.choices import UN_LANGUAGES, WorkingLanguage

WRITTEN_IN = [(code, WorkingLanguage(code).label) for code in UN_LANGUAGES]


class DossierForm(forms.Form):
    """The language of the headings; the words stay in the one they are written in."""

    language = forms.ChoiceField(label=_("Language of the headings"), choices=WRITTEN_IN)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, initial={"language": (get_language() or "en").split("-")[0]})

    @classmethod
    def of(cls, said: QueryDict) -> "DossierForm":
        """Return the form as it was sent, or with what is usual."""
        return cls({"language": said.get("language") or cls().initial["language"]})


class WorkbookForm(forms.Form):
    """The workbook that comes back."""

    file = forms.FileField(
        label=_("Filled-in workbook"),
        help_text=_("The workbook of this page (.xlsx), up to 10 MB. Nothing is changed yet."),
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
    )
