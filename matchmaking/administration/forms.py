"""The form of a term."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from matchmaking.administration.choices import TIMED, Stage
from matchmaking.administration.models import StageTerm


class TermForm(forms.ModelForm):
    """A stage, the days it may take, and why."""

    class Meta:
        model = StageTerm
        fields = ["stage", "days", "note"]
        widgets = {"note": forms.Textarea(attrs={"rows": 2})}
        help_texts = {"note": _("Everyone of the fund reads it in the history.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        stage: Any = self.fields["stage"]
        stage.choices = [("", ""), *((s.value, s.label) for s in map(Stage, TIMED))]
